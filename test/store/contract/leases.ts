import { expect, it } from 'vitest'
import { prefixEnd } from '../../../src/model/index.ts'
import { put, type StoreTools, takeBatches } from './tools.ts'

/** Keys that live as long as a lease. */
export function describeLeases(tools: StoreTools): void {
  const { commit, fresh, read, textAt, refused } = tools

  it('a revoked lease deletes its keys in one revision', async () => {
    const p = fresh()
    const lease = await tools.store.grantLease(100)
    expect(lease.id).toMatch(/^[1-9]\d*$/)
    expect(lease.ttlSeconds).toBe(100)
    await commit({ ...put(`${p}b`, '1'), lease: lease.id })
    const before = await commit({ ...put(`${p}a`, '1'), lease: lease.id }, put(`${p}c`, '1'))
    expect((await read(`${p}a`))?.lease).toBe(lease.id)
    await tools.store.revokeLease(lease.id)
    expect((await tools.store.range({ key: p, end: prefixEnd(p) })).kvs.map((kv) => kv.key)).toEqual([
      `${p}c`,
    ])
    const [batch] = await takeBatches(tools.store, p, before.revision + 1, 1)
    expect(batch).toEqual({
      revision: before.revision + 1,
      events: [`${p}a`, `${p}b`].map((key) => ({ kind: 'delete', key, modRevision: before.revision + 1 })),
    })
  })

  it('a put without a lease takes the key out of it, ignoreLease keeps it in', async () => {
    const p = fresh()
    const lease = await tools.store.grantLease(100)
    await commit({ ...put(`${p}a`, '1'), lease: lease.id }, { ...put(`${p}b`, '1'), lease: lease.id })
    await commit(put(`${p}a`, '2'), { ...put(`${p}b`, '2'), ignoreLease: true })
    expect((await read(`${p}a`))?.lease).toBe('0')
    expect((await read(`${p}b`))?.lease).toBe(lease.id)
    await tools.store.revokeLease(lease.id)
    expect(await textAt(`${p}a`)).toBe('2')
    expect(await textAt(`${p}b`)).toBeUndefined()
  })

  it('an unknown lease is refused everywhere', async () => {
    const key = `${fresh()}a`
    expect(await refused(commit({ ...put(key, '1'), lease: '123456789' }))).toBe('lease-not-found')
    expect(await refused(tools.store.keepAliveLease('123456789'))).toBe('lease-not-found')
    expect(await refused(tools.store.revokeLease('123456789'))).toBe('lease-not-found')
  })

  it('a lease of 1 second is given 2; it runs out unless it is kept alive', async () => {
    const p = fresh()
    const kept = await tools.store.grantLease(1)
    const left = await tools.store.grantLease(1)
    expect(left.ttlSeconds).toBe(2)
    const { revision } = await commit(
      { ...put(`${p}kept`, '1'), lease: kept.id },
      { ...put(`${p}left`, '1'), lease: left.id },
    )
    const gone = takeBatches(tools.store, p, revision + 1, 1)
    const beat = setInterval(() => void tools.store.keepAliveLease(kept.id), 300)
    const [batch] = await gone.finally(() => clearInterval(beat))
    expect(batch?.events).toEqual([{ kind: 'delete', key: `${p}left`, modRevision: batch?.revision }])
    expect(await textAt(`${p}kept`)).toBe('1')
    expect(await refused(tools.store.keepAliveLease(left.id))).toBe('lease-not-found')
    expect((await tools.store.keepAliveLease(kept.id)).ttlSeconds).toBe(2)
    await tools.store.revokeLease(kept.id)
  })
}
