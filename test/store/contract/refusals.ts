import { expect, it } from 'vitest'
import {
  type Operation,
  type PutOperation,
  prefixEnd,
  storeLimits,
  type Txn,
  txnSize,
} from '../../../src/model/index.ts'
import { nest, put, range, remove, type StoreTools, takeBatches } from './tools.ts'

/** What is refused, with which code, and that nothing was written. */
export function describeRefusals(tools: StoreTools): void {
  const { commit, fresh, read, textAt, refused } = tools

  const puts = (p: string, length: number) => range(length).map((index) => put(`${p}${index}`, 'x'))

  it('128 operations and 128 compares pass, one more does not', async () => {
    const p = fresh()
    const compare = range(128).map(
      (index) => ({ key: `${p}${index}`, is: '=', target: 'mod', number: 0 }) as const,
    )
    const success = puts(p, 128)
    expect((await tools.store.txn({ compare, success, failure: [] })).succeeded).toBe(true)
    expect(await refused(commit(...puts(p, 129)))).toBe('too-many-operations')
    const tooMany = [...compare, { key: p, is: '=', target: 'mod', number: 0 } as const]
    expect(await refused(tools.store.txn({ compare: tooMany, success: [], failure: [] }))).toBe(
      'too-many-operations',
    )
  })

  it('a transaction for another cluster is refused and writes nothing', async () => {
    const key = `${fresh()}a`
    const cluster = await tools.store.clusterId()
    const txn: Txn = { compare: [], success: [put(key, '1')], failure: [] }
    expect(await refused(tools.store.txn({ ...txn, cluster: '0123456789abcdef' }))).toBe('went-back')
    expect(await read(key)).toBeUndefined()
    await tools.store.txn({ ...txn, cluster })
    expect(await textAt(key)).toBe('1')
  })

  it('a nested transaction gets 128 minus the longest list of its parent', async () => {
    const p = fresh()
    const two = (length: number) => [nest(...puts(p, length)), put(`${p}other`, 'x')]
    expect((await commit(...two(126))).succeeded).toBe(true)
    expect(await refused(commit(...two(127)))).toBe('too-many-operations')
    const failure = puts(`${p}f`, 100)
    const shared: Txn = { compare: [], success: [nest(...puts(p, 29))], failure }
    expect(await refused(tools.store.txn(shared))).toBe('too-many-operations')
  })

  it('the same key twice is refused, also across nesting', async () => {
    const key = `${fresh()}a`
    expect(await refused(commit(put(key, '1'), put(key, '2')))).toBe('duplicate-key')
    expect(await refused(commit(put(key, '1'), nest(put(key, '2'))))).toBe('duplicate-key')
    expect(await refused(commit(nest(put(key, '1')), nest(put(key, '2'))))).toBe('duplicate-key')
    expect(await read(key)).toBeUndefined()
  })

  it('then and else of one child may put the same key', async () => {
    const key = `${fresh()}a`
    const txn: Txn = { compare: [], success: [put(key, 'then')], failure: [put(key, 'else')] }
    await commit({ kind: 'txn', txn })
    expect(await textAt(key)).toBe('then')
  })

  it('a put inside a deleted range is refused', async () => {
    const p = fresh()
    const all = remove(p, prefixEnd(p))
    expect(await refused(commit(all, put(`${p}a`, '1')))).toBe('duplicate-key')
    expect(await refused(commit(put(`${p}a`, '1'), all))).toBe('duplicate-key')
    expect(await refused(commit(nest(put(`${p}a`, '1')), all))).toBe('duplicate-key')
    expect(await refused(commit(nest(all), put(`${p}a`, '1')))).toBe('duplicate-key')
    expect(await refused(commit(nest(all), nest(put(`${p}a`, '1'))))).toBe('duplicate-key')
  })

  it('a delete after the put of an earlier sibling leaves nothing but two events', async () => {
    const p = fresh()
    const { revision } = await commit(nest(put(`${p}a`, '1')), nest(remove(p, prefixEnd(p))))
    expect(await read(`${p}a`)).toBeUndefined()
    const [batch] = await takeBatches(tools.store, p, revision, 1)
    expect(batch?.events.map((event) => event.kind)).toEqual(['put', 'delete'])
  })

  it('ignoreLease on a missing key fails the whole transaction and writes nothing', async () => {
    const p = fresh()
    const before = (await commit(put(`${p}x`, '1'))).revision
    const missing: PutOperation = { ...put(`${p}a`, '1'), ignoreLease: true }
    expect(await refused(commit(put(`${p}b`, '1'), missing))).toBe('key-not-found')
    expect(await refused(commit(put(`${p}b`, '1'), nest(missing)))).toBe('key-not-found')
    expect(await refused(commit(put(`${p}a`, '1'), nest({ ...put(`${p}c`, '1'), ignoreLease: true })))).toBe(
      'key-not-found',
    )
    expect((await commit(remove(`${p}b`))).revision).toBe(before)
  })

  it('ignoreLease on a branch that is not taken is not looked at', async () => {
    const p = fresh()
    const failure: Operation[] = [{ ...put(`${p}a`, '1'), ignoreLease: true }]
    expect((await tools.store.txn({ compare: [], success: [put(`${p}b`, '1')], failure })).succeeded).toBe(
      true,
    )
  })

  it('a put cannot name a lease and ignore it', async () => {
    const key = `${fresh()}a`
    expect(await refused(commit({ ...put(key, '1'), lease: '7', ignoreLease: true }))).toBe('invalid')
  })

  it('a definite refusal says that nothing was applied', async () => {
    const key = `${fresh()}a`
    const error = await commit(put(key, '1'), put(key, '2')).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'StoreError', outcome: 'not-applied' })
    const missing = await commit({ ...put(key, '1'), ignoreLease: true }).catch((thrown: unknown) => thrown)
    expect(missing).toMatchObject({ name: 'StoreError', outcome: 'not-applied' })
  })

  it('a request at the limit passes, one beyond it is too large', async () => {
    const key = `${fresh()}a`
    const sized = (bytes: number): Txn => ({
      compare: [],
      success: [{ kind: 'put', key, value: Buffer.alloc(bytes, 'x') }],
      failure: [],
    })
    const overhead = txnSize(sized(1_000_000)) - 1_000_000
    expect((await tools.store.txn(sized(storeLimits.requestBytes - overhead))).succeeded).toBe(true)
    expect(await refused(tools.store.txn(sized(storeLimits.requestBytes)))).toBe('too-large')
    expect(await refused(tools.store.txn(sized(3_000_000)))).toBe('too-large')
  })

  it('the size of a nested transaction counts to within 300 bytes of what etcd counts', async () => {
    const p = fresh()
    const sized = (bytes: number): Txn => {
      const guards = range(64).map(
        (index) => ({ key: `${p}${index}`, is: '<', target: 'mod', number: 2 ** 40 }) as const,
      )
      const groups = range(60).map((group) =>
        nest(...range(60).map((item) => put(`${p}${group}/${item}`, 'x'.repeat(300)))),
      )
      return { compare: guards, success: [...groups, put(`${p}last`, 'x'.repeat(bytes))], failure: [] }
    }
    const overhead = txnSize(sized(100_000)) - 100_000
    expect((await tools.store.txn(sized(storeLimits.requestBytes - overhead))).succeeded).toBe(true)
    expect(await refused(tools.store.txn(sized(storeLimits.requestBytes - overhead + 300)))).toBe('too-large')
  })

  it('what is not a lease id is refused as invalid', async () => {
    const key = `${fresh()}a`
    expect(await refused(commit({ ...put(key, '1'), lease: 'seven' }))).toBe('invalid')
    expect(await refused(tools.store.keepAliveLease('-7'))).toBe('invalid')
    expect(await refused(tools.store.revokeLease(''))).toBe('invalid')
  })

  it('a key with half a surrogate pair is refused as invalid', async () => {
    expect(await refused(commit(put('a\ud800', '1')))).toBe('invalid')
    expect(await refused(tools.store.range({ key: 'a\udfff' }))).toBe('invalid')
  })
}
