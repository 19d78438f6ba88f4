import { expect, it } from 'vitest'
import { prefixEnd } from '../../../src/model/index.ts'
import { put, remove, type StoreTools } from './tools.ts'

/** Ranges, at the newest and at older revisions. */
export function describeReads(tools: StoreTools): void {
  const { commit, fresh, read, textAt, refused } = tools

  it('a range is sorted by bytes, not by UTF-16 units', async () => {
    const p = fresh()
    const names = ['a', 'aa', 'b', '\u{e000}', '\u{ffff}', '\u{1f600}', 'é', '~']
    for (const name of names) await commit(put(p + name, name))
    const { kvs } = await tools.store.range({ key: p, end: prefixEnd(p) })
    const byBytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(kvs.map((kv) => kv.key.slice(p.length))).toEqual(byBytes)
  })

  it('a limit cuts the list but not the count', async () => {
    const p = fresh()
    await commit(put(`${p}a`, '1'), put(`${p}b`, '2'), put(`${p}c`, '3'))
    const range = { key: p, end: prefixEnd(p) }
    const cut = await tools.store.range({ ...range, limit: 2 })
    expect(cut).toMatchObject({ count: 3, more: true })
    expect(cut.kvs.map((kv) => kv.key)).toEqual([`${p}a`, `${p}b`])
    expect(await tools.store.range({ ...range, limit: 3 })).toMatchObject({ count: 3, more: false })
  })

  it('keysOnly leaves values out, countOnly everything', async () => {
    const p = fresh()
    await commit(put(`${p}a`, '1'), put(`${p}b`, '2'))
    const range = { key: p, end: prefixEnd(p) }
    const keys = await tools.store.range({ ...range, keysOnly: true })
    expect(keys.kvs.map((kv) => [kv.key, kv.value.length, kv.version])).toEqual([
      [`${p}a`, 0, 1],
      [`${p}b`, 0, 1],
    ])
    expect(await tools.store.range({ ...range, countOnly: true })).toMatchObject({
      kvs: [],
      count: 2,
      more: false,
    })
  })

  it("the end '\\0' means everything from the key on", async () => {
    const p = `\u{10ffff}${fresh()}`
    await commit(put(`${p}a`, '1'), put(`${p}b`, '2'))
    const { kvs } = await tools.store.range({ key: `${p}b`, end: '\0' })
    expect(kvs[0]?.key).toBe(`${p}b`)
    expect(kvs.some((kv) => kv.key === `${p}a`)).toBe(false)
    await commit(remove(p, '\0'))
    expect((await tools.store.range({ key: p, end: '\0' })).count).toBe(0)
  })

  it('a range whose end is not above its key is empty', async () => {
    const p = fresh()
    await commit(put(`${p}a`, '1'))
    expect(await tools.store.range({ key: `${p}a`, end: `${p}a` })).toMatchObject({ count: 0 })
    expect(await tools.store.range({ key: `${p}b`, end: `${p}a` })).toMatchObject({ count: 0 })
  })

  it('an older revision shows what was there then, deleted keys too', async () => {
    const key = `${fresh()}a`
    const first = await commit(put(key, 'old'))
    const second = await commit(put(key, 'new'))
    const third = await commit(remove(key))
    expect(await textAt(key, first.revision)).toBe('old')
    expect(await textAt(key, second.revision)).toBe('new')
    expect(await textAt(key, third.revision)).toBeUndefined()
    const past = await tools.store.range({ key, revision: first.revision })
    expect(past.revision).toBe(third.revision)
  })

  it('a future revision is refused', async () => {
    const { revision } = await commit(put(`${fresh()}a`, '1'))
    expect(await refused(tools.store.range({ key: 'a', revision: revision + 1000 }))).toBe('future-revision')
  })

  it('an empty key is refused', async () => {
    expect(await refused(tools.store.range({ key: '' }))).toBe('invalid')
    expect(await refused(commit(put('', '1')))).toBe('invalid')
    expect(await refused(commit(remove('')))).toBe('invalid')
  })

  it('values are bytes, empty ones too', async () => {
    const key = `${fresh()}a`
    const value = Uint8Array.from([0, 255, 128, 10, 13])
    await commit({ kind: 'put', key, value })
    expect([...((await read(key))?.value ?? [])]).toEqual([...value])
    await commit({ kind: 'put', key, value: new Uint8Array() })
    expect((await read(key))?.value.length).toBe(0)
  })
}
