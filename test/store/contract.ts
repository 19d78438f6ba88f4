import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  Operation,
  PutOperation,
  Store,
  Txn,
  TxnResult,
  Watch,
  WatchBatch,
} from '../../src/model/index.ts'
import { prefixEnd, StoreError, type StoreErrorCode, storeLimits, txnSize } from '../../src/model/index.ts'

/** Every behaviour that both stores share. `open` gives a store that is empty or at least used by no one else. */
export function describeStore(open: () => Promise<Store>): void {
  let store: Store
  let count = 0
  /** A prefix of its own for every test, so that they may share one store. */
  const fresh = () => `/t${++count}/`

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const commit = (...success: Operation[]) => store.txn({ compare: [], success, failure: [] })
  const read = async (key: string) => (await store.range({ key })).kvs[0]
  const textAt = async (key: string, revision?: number) => {
    const { kvs } = await store.range({ key, ...(revision === undefined ? {} : { revision }) })
    return kvs[0] === undefined ? undefined : Buffer.from(kvs[0].value).toString()
  }
  const refused = async (call: Promise<unknown>) => codeOf(await call.catch((error: unknown) => error))

  describe('revisions', () => {
    it('a transaction of many writes is one revision', async () => {
      const p = fresh()
      const before = (await commit(put(`${p}a`, '1'))).revision
      const result = await commit(put(`${p}b`, '2'), put(`${p}c`, '3'), remove(`${p}a`))
      expect(result.revision).toBe(before + 1)
      expect((await read(`${p}b`))?.modRevision).toBe(before + 1)
      expect((await read(`${p}c`))?.modRevision).toBe(before + 1)
    })

    it('an identical put still makes a revision and a version', async () => {
      const key = `${fresh()}a`
      const first = await commit(put(key, 'same'))
      const second = await commit(put(key, 'same'))
      expect(second.revision).toBe(first.revision + 1)
      expect(await read(key)).toMatchObject({
        createRevision: first.revision,
        modRevision: second.revision,
        version: 2,
      })
    })

    it('deleting nothing makes no revision', async () => {
      const p = fresh()
      const before = (await commit(put(`${p}a`, '1'))).revision
      const result = await commit(remove(`${p}b`, prefixEnd(`${p}b`)))
      expect(result).toMatchObject({ revision: before, results: [{ kind: 'delete', deleted: 0 }] })
    })

    it('a transaction that only reads makes no revision', async () => {
      const p = fresh()
      const before = (await commit(put(`${p}a`, '1'))).revision
      expect((await commit({ kind: 'range', key: `${p}a` })).revision).toBe(before)
    })

    it('a key that was deleted begins again at version 1', async () => {
      const key = `${fresh()}a`
      await commit(put(key, '1'))
      await commit(put(key, '2'))
      await commit(remove(key))
      const { revision } = await commit(put(key, '3'))
      expect(await read(key)).toMatchObject({ createRevision: revision, modRevision: revision, version: 1 })
    })

    it('the cluster id is 16 hex digits and stays', async () => {
      const id = await store.clusterId()
      expect(id).toMatch(/^[0-9a-f]{16}$/)
      expect(await store.clusterId()).toBe(id)
    })
  })

  describe('reads', () => {
    it('a range is sorted by bytes, not by UTF-16 units', async () => {
      const p = fresh()
      const names = ['a', 'aa', 'b', '\u{e000}', '\u{ffff}', '\u{1f600}', 'é', '~']
      for (const name of names) await commit(put(p + name, name))
      const { kvs } = await store.range({ key: p, end: prefixEnd(p) })
      const byBytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      expect(kvs.map((kv) => kv.key.slice(p.length))).toEqual(byBytes)
    })

    it('a limit cuts the list but not the count', async () => {
      const p = fresh()
      await commit(put(`${p}a`, '1'), put(`${p}b`, '2'), put(`${p}c`, '3'))
      const range = { key: p, end: prefixEnd(p) }
      const cut = await store.range({ ...range, limit: 2 })
      expect(cut).toMatchObject({ count: 3, more: true })
      expect(cut.kvs.map((kv) => kv.key)).toEqual([`${p}a`, `${p}b`])
      expect(await store.range({ ...range, limit: 3 })).toMatchObject({ count: 3, more: false })
    })

    it('keysOnly leaves values out, countOnly everything', async () => {
      const p = fresh()
      await commit(put(`${p}a`, '1'), put(`${p}b`, '2'))
      const range = { key: p, end: prefixEnd(p) }
      const keys = await store.range({ ...range, keysOnly: true })
      expect(keys.kvs.map((kv) => [kv.key, kv.value.length, kv.version])).toEqual([
        [`${p}a`, 0, 1],
        [`${p}b`, 0, 1],
      ])
      expect(await store.range({ ...range, countOnly: true })).toMatchObject({
        kvs: [],
        count: 2,
        more: false,
      })
    })

    it("the end '\\0' means everything from the key on", async () => {
      const p = `\u{10ffff}${fresh()}`
      await commit(put(`${p}a`, '1'), put(`${p}b`, '2'))
      const { kvs } = await store.range({ key: `${p}b`, end: '\0' })
      expect(kvs[0]?.key).toBe(`${p}b`)
      expect(kvs.some((kv) => kv.key === `${p}a`)).toBe(false)
      await commit(remove(p, '\0'))
      expect((await store.range({ key: p, end: '\0' })).count).toBe(0)
    })

    it('a range whose end is not above its key is empty', async () => {
      const p = fresh()
      await commit(put(`${p}a`, '1'))
      expect(await store.range({ key: `${p}a`, end: `${p}a` })).toMatchObject({ count: 0 })
      expect(await store.range({ key: `${p}b`, end: `${p}a` })).toMatchObject({ count: 0 })
    })

    it('an older revision shows what was there then, deleted keys too', async () => {
      const key = `${fresh()}a`
      const first = await commit(put(key, 'old'))
      const second = await commit(put(key, 'new'))
      const third = await commit(remove(key))
      expect(await textAt(key, first.revision)).toBe('old')
      expect(await textAt(key, second.revision)).toBe('new')
      expect(await textAt(key, third.revision)).toBeUndefined()
      const past = await store.range({ key, revision: first.revision })
      expect(past.revision).toBe(third.revision)
    })

    it('a future revision is refused', async () => {
      const { revision } = await commit(put(`${fresh()}a`, '1'))
      expect(await refused(store.range({ key: 'a', revision: revision + 1000 }))).toBe('future-revision')
    })

    it('an empty key is refused', async () => {
      expect(await refused(store.range({ key: '' }))).toBe('invalid')
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
  })

  describe('compares', () => {
    const holds = async (compare: Txn['compare'][number]) =>
      (await store.txn({ compare: [compare], success: [], failure: [] })).succeeded

    it.each([
      ['=', [false, true, false]],
      ['!=', [true, false, true]],
      ['<', [false, false, true]],
      ['>', [true, false, false]],
    ] as const)('every target compares with %s', async (is, expected) => {
      const key = `${fresh()}m`
      const first = await commit(put(key, 'm'))
      const { revision } = await commit(put(key, 'm'))
      const around = (number: number) => [number - 1, number, number + 1]
      const check = (target: 'mod' | 'create' | 'version', number: number) =>
        Promise.all(around(number).map((other) => holds({ key, is, target, number: other })))
      expect(await check('mod', revision)).toEqual(expected)
      expect(await check('create', first.revision)).toEqual(expected)
      expect(await check('version', 2)).toEqual(expected)
      const values = ['l', 'm', 'n'].map((text) =>
        holds({ key, is, target: 'value', value: Buffer.from(text) }),
      )
      expect(await Promise.all(values)).toEqual(expected)
    })

    it('a lease compares exactly, beyond 2^53 too', async () => {
      const key = `${fresh()}a`
      const lease = await store.grantLease(100)
      await commit({ ...put(key, '1'), lease: lease.id })
      const next = String(BigInt(lease.id) + 1n)
      expect(await holds({ key, is: '=', target: 'lease', lease: lease.id })).toBe(true)
      expect(await holds({ key, is: '=', target: 'lease', lease: next })).toBe(false)
      expect(await holds({ key, is: '<', target: 'lease', lease: next })).toBe(true)
      await store.revokeLease(lease.id)
    })

    it('a missing key has mod, create and version 0 and no lease', async () => {
      const key = `${fresh()}a`
      for (const target of ['mod', 'create', 'version'] as const) {
        expect(await holds({ key, is: '=', target, number: 0 })).toBe(true)
        expect(await holds({ key, is: '<', target, number: 1 })).toBe(true)
      }
      expect(await holds({ key, is: '=', target: 'lease', lease: '0' })).toBe(true)
    })

    it('a value compare on a missing key is false, whatever it asks', async () => {
      const key = `${fresh()}a`
      for (const is of ['=', '!=', '<', '>'] as const) {
        expect(await holds({ key, is, target: 'value', value: Buffer.from('x') })).toBe(false)
        expect(await holds({ key, is, target: 'value', value: new Uint8Array() })).toBe(false)
      }
    })

    it('a range compare asks every key that exists, and sees no delete', async () => {
      const p = fresh()
      await commit(put(`${p}a`, '1'), put(`${p}b`, '1'))
      const { revision } = await commit(put(`${p}c`, '1'))
      const unmodified = { key: p, end: prefixEnd(p), is: '<', target: 'mod', number: revision + 1 } as const
      expect(await holds(unmodified)).toBe(true)
      await commit(remove(`${p}b`))
      expect(await holds(unmodified)).toBe(true)
      await commit(put(`${p}d`, '1'))
      expect(await holds(unmodified)).toBe(false)
    })

    it('a range compare on create revision 0 guards an empty subtree', async () => {
      const p = fresh()
      const empty = { key: p, end: prefixEnd(p), is: '=', target: 'create', number: 0 } as const
      expect(await holds(empty)).toBe(true)
      await commit(put(`${p}deep/down`, '1'))
      expect(await holds(empty)).toBe(false)
    })
  })

  describe('transactions', () => {
    it('without a compare success runs; one false compare runs failure', async () => {
      const p = fresh()
      const txn = (number: number): Txn => ({
        compare: [
          { key: `${p}x`, is: '=', target: 'mod', number: 0 },
          { key: `${p}y`, is: '=', target: 'mod', number },
        ],
        success: [put(`${p}then`, '1')],
        failure: [put(`${p}else`, '1')],
      })
      expect((await store.txn(txn(0))).succeeded).toBe(true)
      expect((await store.txn(txn(7))).succeeded).toBe(false)
      expect(await textAt(`${p}then`)).toBe('1')
      expect(await textAt(`${p}else`)).toBe('1')
    })

    it('a read in a transaction sees the writes before it, at the one new revision', async () => {
      const p = fresh()
      await commit(put(`${p}a`, 'old'), put(`${p}b`, 'old'))
      const range = { kind: 'range', key: p, end: prefixEnd(p) } as const
      const result = await commit(put(`${p}a`, 'new'), remove(`${p}b`), put(`${p}c`, 'new'), range)
      const seen = rangeOf(result, 3)
      expect(seen.map((kv) => [kv.key, kv.modRevision])).toEqual([
        [`${p}a`, result.revision],
        [`${p}c`, result.revision],
      ])
    })

    it('nested compares see the state before the whole transaction', async () => {
      const p = fresh()
      const inner: Txn = {
        compare: [{ key: `${p}a`, is: '=', target: 'mod', number: 0 }],
        success: [put(`${p}b`, 'absent')],
        failure: [put(`${p}b`, 'present')],
      }
      const result = await commit(put(`${p}a`, '1'), { kind: 'txn', txn: inner })
      expect(result.results[1]).toMatchObject({
        kind: 'txn',
        result: { succeeded: true, revision: result.revision },
      })
      expect(await textAt(`${p}b`)).toBe('absent')
    })

    it('a false nested compare does not stop its siblings', async () => {
      const p = fresh()
      const never: Txn = {
        compare: [{ key: p, is: '>', target: 'mod', number: 0 }],
        success: [put(`${p}a`, '1')],
        failure: [],
      }
      const result = await commit({ kind: 'txn', txn: never }, put(`${p}b`, '1'))
      expect(result.succeeded).toBe(true)
      expect(await textAt(`${p}a`)).toBeUndefined()
      expect(await textAt(`${p}b`)).toBe('1')
    })

    it('10,000 nested puts are one revision', async () => {
      const p = fresh()
      const before = (await commit(put(`${p}first`, '1'))).revision
      const name = (group: number, item: number) => `${p}${group}/${item}`
      const groups = range(100).map((group) => nest(...range(28).map((item) => put(name(group, item), 'x'))))
      expect((await commit(...groups)).revision).toBe(before + 1)
      const deep = range(100).map((group) => nest(...range(28).map((item) => remove(name(group, item)))))
      expect((await commit(...deep)).revision).toBe(before + 2)
      const wide = range(64).map((group) => nest(...range(64).map((item) => put(name(group, item), 'x'))))
      expect((await commit(...wide)).revision).toBe(before + 3)
      expect((await store.range({ key: p, end: prefixEnd(p), countOnly: true })).count).toBe(64 * 64 + 1)
    })
  })

  describe('refusals', () => {
    const puts = (p: string, length: number) => range(length).map((index) => put(`${p}${index}`, 'x'))

    it('128 operations and 128 compares pass, one more does not', async () => {
      const p = fresh()
      const compare = range(128).map(
        (index) => ({ key: `${p}${index}`, is: '=', target: 'mod', number: 0 }) as const,
      )
      const success = puts(p, 128)
      expect((await store.txn({ compare, success, failure: [] })).succeeded).toBe(true)
      expect(await refused(commit(...puts(p, 129)))).toBe('too-many-operations')
      const tooMany = [...compare, { key: p, is: '=', target: 'mod', number: 0 } as const]
      expect(await refused(store.txn({ compare: tooMany, success: [], failure: [] }))).toBe(
        'too-many-operations',
      )
    })

    it('a nested transaction gets 128 minus the longest list of its parent', async () => {
      const p = fresh()
      const two = (length: number) => [nest(...puts(p, length)), put(`${p}other`, 'x')]
      expect((await commit(...two(126))).succeeded).toBe(true)
      expect(await refused(commit(...two(127)))).toBe('too-many-operations')
      const failure = puts(`${p}f`, 100)
      const shared: Txn = { compare: [], success: [nest(...puts(p, 29))], failure }
      expect(await refused(store.txn(shared))).toBe('too-many-operations')
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
      const [batch] = await takeBatches(store, p, revision, 1)
      expect(batch?.events.map((event) => event.kind)).toEqual(['put', 'delete'])
    })

    it('ignoreLease on a missing key fails the whole transaction and writes nothing', async () => {
      const p = fresh()
      const before = (await commit(put(`${p}x`, '1'))).revision
      const missing: PutOperation = { ...put(`${p}a`, '1'), ignoreLease: true }
      expect(await refused(commit(put(`${p}b`, '1'), missing))).toBe('key-not-found')
      expect(await refused(commit(put(`${p}b`, '1'), nest(missing)))).toBe('key-not-found')
      expect(
        await refused(commit(put(`${p}a`, '1'), nest({ ...put(`${p}c`, '1'), ignoreLease: true }))),
      ).toBe('key-not-found')
      expect((await commit(remove(`${p}b`))).revision).toBe(before)
    })

    it('ignoreLease on a branch that is not taken is not looked at', async () => {
      const p = fresh()
      const failure: Operation[] = [{ ...put(`${p}a`, '1'), ignoreLease: true }]
      expect((await store.txn({ compare: [], success: [put(`${p}b`, '1')], failure })).succeeded).toBe(true)
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
      expect((await store.txn(sized(storeLimits.requestBytes - overhead))).succeeded).toBe(true)
      expect(await refused(store.txn(sized(storeLimits.requestBytes)))).toBe('too-large')
      expect(await refused(store.txn(sized(3_000_000)))).toBe('too-large')
    })
  })

  describe('compaction', () => {
    it('reads before it are refused, reads at it are not', async () => {
      const key = `${fresh()}a`
      const first = await commit(put(key, '1'))
      const second = await commit(put(key, '2'))
      const third = await commit(put(key, '3'))
      await store.compact(second.revision)
      expect(await refused(store.range({ key, revision: first.revision }))).toBe('compacted')
      expect(await textAt(key, second.revision)).toBe('2')
      expect(await textAt(key, third.revision)).toBe('3')
      expect(await read(key)).toMatchObject({ createRevision: first.revision, version: 3 })
    })

    it('compacting twice to the same revision, or to the future, is refused', async () => {
      const { revision } = await commit(put(`${fresh()}a`, '1'))
      await store.compact(revision)
      expect(await refused(store.compact(revision))).toBe('compacted')
      expect(await refused(store.compact(revision + 1000))).toBe('future-revision')
    })

    it('a watch from before it ends with compacted', async () => {
      const p = fresh()
      const first = await commit(put(`${p}a`, '1'))
      await commit(put(`${p}a`, '2'))
      const { revision } = await commit(put(`${p}a`, '3'))
      await store.compact(revision)
      expect(await refused(takeBatches(store, p, first.revision, 1))).toBe('compacted')
      expect(await takeBatches(store, p, revision, 1)).toHaveLength(1)
    })
  })

  describe('leases', () => {
    it('a revoked lease deletes its keys in one revision', async () => {
      const p = fresh()
      const lease = await store.grantLease(100)
      expect(lease.id).toMatch(/^[1-9]\d*$/)
      expect(lease.ttlSeconds).toBe(100)
      await commit({ ...put(`${p}b`, '1'), lease: lease.id })
      const before = await commit({ ...put(`${p}a`, '1'), lease: lease.id }, put(`${p}c`, '1'))
      expect((await read(`${p}a`))?.lease).toBe(lease.id)
      await store.revokeLease(lease.id)
      expect((await store.range({ key: p, end: prefixEnd(p) })).kvs.map((kv) => kv.key)).toEqual([`${p}c`])
      const [batch] = await takeBatches(store, p, before.revision + 1, 1)
      expect(batch).toEqual({
        revision: before.revision + 1,
        events: [`${p}a`, `${p}b`].map((key) => ({ kind: 'delete', key, modRevision: before.revision + 1 })),
      })
    })

    it('a put without a lease takes the key out of it, ignoreLease keeps it in', async () => {
      const p = fresh()
      const lease = await store.grantLease(100)
      await commit({ ...put(`${p}a`, '1'), lease: lease.id }, { ...put(`${p}b`, '1'), lease: lease.id })
      await commit(put(`${p}a`, '2'), { ...put(`${p}b`, '2'), ignoreLease: true })
      expect((await read(`${p}a`))?.lease).toBe('0')
      expect((await read(`${p}b`))?.lease).toBe(lease.id)
      await store.revokeLease(lease.id)
      expect(await textAt(`${p}a`)).toBe('2')
      expect(await textAt(`${p}b`)).toBeUndefined()
    })

    it('an unknown lease is refused everywhere', async () => {
      const key = `${fresh()}a`
      expect(await refused(commit({ ...put(key, '1'), lease: '123456789' }))).toBe('lease-not-found')
      expect(await refused(store.keepAliveLease('123456789'))).toBe('lease-not-found')
      expect(await refused(store.revokeLease('123456789'))).toBe('lease-not-found')
    })

    it('a lease of 1 second is given 2; it runs out unless it is kept alive', async () => {
      const p = fresh()
      const kept = await store.grantLease(1)
      const left = await store.grantLease(1)
      expect(left.ttlSeconds).toBe(2)
      const { revision } = await commit(
        { ...put(`${p}kept`, '1'), lease: kept.id },
        { ...put(`${p}left`, '1'), lease: left.id },
      )
      const gone = takeBatches(store, p, revision + 1, 1)
      const beat = setInterval(() => void store.keepAliveLease(kept.id), 300)
      const [batch] = await gone.finally(() => clearInterval(beat))
      expect(batch?.events).toEqual([{ kind: 'delete', key: `${p}left`, modRevision: batch?.revision }])
      expect(await textAt(`${p}kept`)).toBe('1')
      expect(await refused(store.keepAliveLease(left.id))).toBe('lease-not-found')
      expect((await store.keepAliveLease(kept.id)).ttlSeconds).toBe(2)
      await store.revokeLease(kept.id)
    })
  })

  describe('watches', () => {
    it('history comes first, then what happens, each revision whole and in order', async () => {
      const p = fresh()
      const first = await commit(put(`${p}a`, '1'), put(`${p}b`, '1'))
      await commit(put(`${p}a`, '2'))
      const watch = store.watch({ key: p, end: prefixEnd(p), startRevision: first.revision })
      await watch.opened
      const third = await commit(remove(`${p}a`), put(`${p}c`, '3'))
      const batches = await take(watch, 3)
      expect(batches.map((batch) => [batch.revision - first.revision, batch.events.length])).toEqual([
        [0, 2],
        [1, 1],
        [2, 2],
      ])
      expect(batches[2]?.events).toEqual([
        { kind: 'delete', key: `${p}a`, modRevision: third.revision },
        {
          kind: 'put',
          kv: expect.objectContaining({ key: `${p}c`, version: 1, createRevision: third.revision }),
        },
      ])
    })

    it('a large transaction arrives as one batch', async () => {
      const p = fresh()
      const value = 'x'.repeat(200)
      const groups = range(64).map((group) =>
        nest(...range(64).map((item) => put(`${p}${group}/${item}`, value))),
      )
      const watch = store.watch({ key: p, end: prefixEnd(p), startRevision: 1_000_000_000 })
      await watch.opened
      await watch.close()
      const { revision } = await commit(...groups)
      const [batch] = await takeBatches(store, p, revision, 1)
      expect(batch?.events).toHaveLength(64 * 64)
    })

    it('only the watched keys are seen', async () => {
      const p = fresh()
      const { revision } = await commit(put(`${p}a`, '1'), put(`${p}ab`, '1'), put(`${p}b`, '1'))
      const watch = store.watch({ key: `${p}a`, startRevision: revision })
      const [batch] = await take(watch, 1)
      expect(batch?.events.map((event) => (event.kind === 'put' ? event.kv.key : event.key))).toEqual([
        `${p}a`,
      ])
    })

    it('a start in the future waits for it', async () => {
      const p = fresh()
      const { revision } = await commit(put(`${p}a`, '1'))
      const watch = store.watch({ key: p, end: prefixEnd(p), startRevision: revision + 2 })
      await watch.opened
      await commit(put(`${p}a`, '2'))
      await commit(put(`${p}a`, '3'))
      const [batch] = await take(watch, 1)
      expect(batch?.revision).toBe(revision + 2)
    })

    it('a closed watch ends its iteration', async () => {
      const p = fresh()
      const { revision } = await commit(put(`${p}a`, '1'))
      const watch = store.watch({ key: p, end: prefixEnd(p), startRevision: revision + 1 })
      await watch.opened
      const reading = take(watch, 1)
      await watch.close()
      expect(await reading).toEqual([])
    })

    it('an empty key is refused by the watch, not thrown', async () => {
      const watch = store.watch({ key: '', startRevision: 1 })
      expect(await refused(watch.opened)).toBe('invalid')
      expect(await refused(take(watch, 1))).toBe('invalid')
    })
  })

  it('status names every endpoint and reaches it', async () => {
    const [status] = await store.status()
    expect(status).toMatchObject({ reachable: true, isLeader: true, alarms: [] })
    expect(status?.latencyMilliseconds).toBeGreaterThanOrEqual(0)
  })

  it('concurrent increments under a guard lose none', async () => {
    const key = `${fresh()}counter`
    await commit(put(key, '0'))
    const increment = async (): Promise<void> => {
      const kv = await read(key)
      const next = String(Number(Buffer.from(kv?.value ?? []).toString()) + 1)
      const guard = { key, is: '=', target: 'mod', number: kv?.modRevision ?? 0 } as const
      const { succeeded } = await store.txn({ compare: [guard], success: [put(key, next)], failure: [] })
      if (!succeeded) await increment()
    }
    await Promise.all(range(20).map(increment))
    expect(await textAt(key)).toBe('20')
  })

  it('after close everything is refused with closed', async () => {
    const another = await open()
    const watch = another.watch({ key: 'a', startRevision: 1_000_000 })
    await watch.opened
    await another.close()
    expect(await refused(another.range({ key: 'a' }))).toBe('closed')
    expect(await refused(another.txn({ compare: [], success: [], failure: [] }))).toBe('closed')
    expect(await take(watch, 1)).toEqual([])
  })
}

/** A put of text. */
export function put(key: string, text: string): PutOperation {
  return { kind: 'put', key, value: Buffer.from(text) }
}

/** A delete of one key, or of a range. */
export function remove(key: string, end?: string): Operation {
  return { kind: 'delete', key, ...(end === undefined ? {} : { end }) }
}

/** Operations in a nested transaction without compares. */
export function nest(...success: Operation[]): Operation {
  return { kind: 'txn', txn: { compare: [], success, failure: [] } }
}

/** The first `count` batches with events of a prefix. */
export async function takeBatches(store: Store, prefix: string, startRevision: number, count: number) {
  return take(store.watch({ key: prefix, end: prefixEnd(prefix), startRevision }), count)
}

/** The first `count` batches with events; closes the watch. */
export async function take(watch: Watch, count: number): Promise<WatchBatch[]> {
  const batches: WatchBatch[] = []
  if (count === 0) {
    await watch.close()
    return batches
  }
  for await (const batch of watch) {
    if (batch.events.length > 0) batches.push(batch)
    if (batches.length === count) break
  }
  return batches
}

/** The code of what a call was refused with; the value itself when it was not refused by the store. */
export function codeOf(error: unknown): StoreErrorCode | unknown {
  return error instanceof StoreError ? error.code : error
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index)
}

function rangeOf(result: TxnResult, index: number) {
  const reply = result.results[index]
  return reply?.kind === 'range' ? reply.kvs : []
}
