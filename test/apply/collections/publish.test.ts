import { describe, expect, it } from 'vitest'
import {
  type ApplyProgress,
  memoryJournal,
  readGeneration,
  restoreGeneration,
  resumeApply,
} from '../../../src/apply/index.ts'
import { type Store, StoreError } from '../../../src/model/index.ts'
import { parsePointer } from '../../../src/records/index.ts'
import { openEmbeddedStore } from '../../../src/store/index.ts'
import { home } from '../../support/home.ts'
import { applyIt, now, putForeign } from '../apply-values.ts'
import { beforeTransaction, faulty, wrapTxn } from '../wrap-store.ts'
import {
  applyDocuments,
  compileDocuments,
  contentsOf,
  type Documents,
  keys,
  manyDocuments,
  namesUnder,
  planDocuments,
  pointer,
} from './collections.ts'

/** Large enough for sixteen shards. */
const many = manyDocuments(3000)

describe('publishing a collection', () => {
  it('flips the pointer in the one revision of the apply, after everything it names is there', async () => {
    const store = await openEmbeddedStore()
    const compiled = await compileDocuments(many)
    const plan = await planDocuments(store, [compiled], { '/config/fw/json': { on: true } })
    const progress: ApplyProgress[] = []
    const outcome = await applyIt(store, plan, {
      contentsOf: async () => contentsOf(compiled),
      onProgress: (each) => progress.push(each),
    })
    expect(outcome).toMatchObject({ kind: 'applied', keys: 2 })
    const [kv] = (await store.range({ key: pointer })).kvs
    const [other] = (await store.range({ key: '/config/fw/json' })).kvs
    expect(kv?.modRevision).toBe(other?.modRevision)
    expect(await generationIn(store)).toBe(compiled.generation)
    expect(await namesUnder(store, keys.shard)).toEqual(Object.values(compiled.shards).sort())
    expect(await readGeneration(store, keys, compiled.generation)).toEqual(compiled.shards)
    expect(progress.at(-1)?.stage).toBe('sending')
    expect(progress.filter(({ stage }) => stage === 'publishing').at(-1)).toMatchObject({
      done: 3000,
      total: 3000,
    })
  })

  it('writes only the shards that are not there yet', async () => {
    const store = await openEmbeddedStore()
    await applyDocuments(store, many)
    const written: string[] = []
    const counting = wrapTxn(store, async (txn) => {
      written.push(
        ...txn.success.flatMap((each) =>
          each.kind === 'put' && each.key.startsWith(keys.shard) ? each.key : [],
        ),
      )
      return await store.txn(txn)
    })
    await applyDocuments(counting, { ...many, '10.0.0.7': { reason: 'other' } })
    expect(written).toHaveLength(1)
  })

  it('goes on where it was killed half-way', async () => {
    const store = await openEmbeddedStore()
    const large = many
    let left = 1
    const cut = wrapTxn(store, async (txn) => {
      if (left-- === 0) throw new StoreError('unreachable', 'connection reset', { outcome: 'unknown' })
      return await store.txn(txn)
    })
    expect(await applyDocuments(cut, large)).toMatchObject({ kind: 'unreachable' })
    const half = await namesUnder(store, keys.shard)
    expect(half.length).toBeGreaterThan(0)
    expect(await generationIn(store)).toBeUndefined()
    expect(await applyDocuments(store, large)).toMatchObject({ kind: 'applied' })
    const all = await namesUnder(store, keys.shard)
    expect(half.every((shard) => all.includes(shard))).toBe(true)
    expect(half.length).toBeLessThan(all.length)
  })

  it.each(['before', 'after'] as const)(
    'cut %s any store call leaves a pointer to a whole generation, and the next apply finishes',
    async (side) => {
      const wanted = await compileDocuments({ a: 3, b: 1 })
      let at = 0
      for (let isOver = false; !isOver; at++) {
        const store = await openEmbeddedStore()
        for (const set of [{ a: 1 }, { a: 2 }]) await applyDocuments(store, set)
        const cut = cutAt(store, at, side)
        // a cut in the transaction itself is resolved by a fence; one in the sweep is no failure
        const outcome = await applyIt(cut.store, await planDocuments(store, [wanted]), {
          contentsOf: async () => contentsOf(wanted),
          resolveMilliseconds: 0,
        })
        isOver = !cut.isCut()
        await expectWhole(store)
        if (outcome.kind !== 'applied') {
          const again = await applyDocuments(store, { a: 3, b: 1 })
          expect(['applied', 'nothing-to-do'], `cut ${side} call ${at}`).toContain(again.kind)
        }
        expect(await generationIn(store)).toBe(wanted.generation)
        await expectWhole(store)
        await applyDocuments(store, { a: 4 })
        expect(await namesUnder(store, keys.generation), `cut ${side} call ${at}`).toHaveLength(2)
      }
      expect(at).toBeGreaterThan(15)
    },
  )

  it('publishes an empty collection, and takes one away with its pointer', async () => {
    const store = await openEmbeddedStore()
    expect(await applyDocuments(store, {})).toMatchObject({ kind: 'applied' })
    expect((await readPointer(store))?.keys).toBe(0)
    expect(await applyIt(store, await planDocuments(store, []))).toMatchObject({ kind: 'applied' })
    expect(await readPointer(store)).toBeUndefined()
  })

  it('without sources finishes after a lost answer what was published before', async () => {
    const store = await openEmbeddedStore()
    const journal = memoryJournal()
    const { store: lossy, release } = faulty(store, ['request lost'])
    const compiled = await compileDocuments(many)
    const plan = await planDocuments(store, [compiled])
    const request = { journal, author: { who: 'tester' }, now, resolveMilliseconds: 0 }
    const outcome = await applyIt(lossy, plan, { ...request, contentsOf: async () => contentsOf(compiled) })
    expect(outcome.kind).toBe('fenced')
    await release()
    expect(await applyIt(store, plan, request)).toMatchObject({ kind: 'applied' })
    expect(await resumeApply({ store, home, ...request })).toEqual([])
  })

  it('refuses a pointer to a generation that is nowhere, and changes nothing', async () => {
    const store = await openEmbeddedStore()
    const plan = await planDocuments(store, [await compileDocuments(many)])
    const { revision } = await store.range({ key: '/' })
    const other = await compileDocuments({ a: 1 })
    for (const contents of [undefined, contentsOf(other)]) {
      const outcome = await applyIt(store, plan, { contentsOf: async () => contents })
      expect(outcome).toMatchObject({ kind: 'not-published' })
    }
    expect((await store.range({ key: '/' })).revision).toBe(revision)
  })
})

describe('old generations', () => {
  const sets: Documents[] = [{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }]

  it('are kept as long as they count, are the one before, or a live reader holds them', async () => {
    const store = await openEmbeddedStore()
    const names = await Promise.all(sets.map(async (set) => (await compileDocuments(set)).generation))
    await applyDocuments(store, sets[0] ?? {})
    const status = JSON.stringify({ published: { [pointer]: names[0] } })
    await putForeign(store, '/status/components/fw/gw-01', status)
    await applyDocuments(store, sets[1] ?? {})
    await applyDocuments(store, sets[2] ?? {})
    expect(await namesUnder(store, keys.generation)).toEqual(names.slice(0, 3).sort())
    await putForeign(store, '/status/components/fw/gw-01', 'not JSON')
    await applyDocuments(store, sets[3] ?? {})
    expect(await namesUnder(store, keys.generation)).toEqual(names.slice(2).sort())
    expect(await namesUnder(store, keys.shard)).toHaveLength(2)
  })

  it('that a sweep took from under an apply are published again before it commits', async () => {
    const store = await openEmbeddedStore()
    await applyDocuments(store, sets[0] ?? {})
    await applyDocuments(store, sets[1] ?? {})
    // in between: the generation that is to count again is swept away, as by an apply of somebody else
    const interfered = beforeTransaction(store, async () => {
      const shards = await namesUnder(store, keys.shard)
      const deletes = shards.map((name) => ({ kind: 'delete' as const, key: `${keys.shard}${name}` }))
      const put = { kind: 'put' as const, key: keys.swept, value: new Uint8Array() }
      await store.txn({ compare: [], success: [put, ...deletes], failure: [] })
    })
    expect(await applyDocuments(interfered, sets[0] ?? {})).toMatchObject({ kind: 'applied' })
    const generation = (await generationIn(store)) ?? ''
    const shards = await readGeneration(store, keys, generation)
    const present = await namesUnder(store, keys.shard)
    expect(Object.values(shards ?? {}).every((shard) => present.includes(shard))).toBe(true)
    expect(Object.keys(shards ?? {})).toHaveLength(1)
  })

  it('that a restore took from under an apply are published again before it commits', async () => {
    const store = await openEmbeddedStore()
    await applyDocuments(store, sets[0] ?? {})
    // in between: the store is as it was before anything was staged; no sweep has moved its marker
    const wanted = await compileDocuments(sets[1] ?? {})
    const restored = beforeTransaction(store, async () => {
      const staged = [
        `${keys.generation}${wanted.generation}`,
        ...Object.values(wanted.shards).map((shard) => `${keys.shard}${shard}`),
      ]
      const success = staged.map((key) => ({ kind: 'delete' as const, key }))
      await store.txn({ compare: [], success, failure: [] })
    })
    expect(await applyDocuments(restored, sets[1] ?? {})).toMatchObject({ kind: 'applied' })
    expect(await generationIn(store)).toBe(wanted.generation)
    await expectWhole(store)
  })

  it.each(['shards', 'everything'])('go without what another apply has just written: %s', async (what) => {
    const store = await openEmbeddedStore()
    for (const set of sets.slice(0, 2)) await applyDocuments(store, set)
    const coming = await compileDocuments(sets[3] ?? {})
    let isCommitted = false
    const busy = wrapTxn(store, async (txn) => {
      const result = await store.txn(txn)
      // between the commit and the sweep: all but the commit of an apply of somebody else
      if (!isCommitted && (await generationIn(store)) === third.generation) {
        isCommitted = true
        await restoreGeneration(
          { store, contentsOf: async () => contentsOf(coming) },
          { prefix: '', key: pointer, generation: coming.generation },
        )
        const manifest = { kind: 'delete', key: keys.generation + coming.generation } as const
        if (what === 'shards') await store.txn({ compare: [], success: [manifest], failure: [] })
      }
      return result
    })
    const third = await compileDocuments(sets[2] ?? {})
    expect(await applyDocuments(busy, sets[2] ?? {})).toMatchObject({ kind: 'applied' })
    expect(isCommitted).toBe(true)
    const present = await namesUnder(store, keys.shard)
    expect(present).toEqual(expect.arrayContaining(Object.values(coming.shards)))
    expect(await namesUnder(store, keys.generation)).toHaveLength(what === 'shards' ? 2 : 3)
  })

  it('are left alone by a sweep once another apply has committed', async () => {
    const store = await openEmbeddedStore()
    for (const set of sets.slice(0, 2)) await applyDocuments(store, set)
    let isRaced = false
    const raced = wrapTxn(store, async (txn) => {
      const isSweep = txn.success.some((each) => each.kind === 'put' && each.key === keys.swept)
      if (isSweep && !isRaced) {
        isRaced = true
        // what the sweep is about to remove counts again
        await applyDocuments(store, sets[0] ?? {})
      }
      return await store.txn(txn)
    })
    expect(await applyDocuments(raced, sets[2] ?? {})).toMatchObject({ kind: 'applied' })
    expect(isRaced).toBe(true)
    const { generation } = await compileDocuments(sets[0] ?? {})
    expect(await generationIn(store)).toBe(generation)
    expect(await readGeneration(store, keys, generation)).toBeDefined()
    await expectWhole(store)
  })
})

/** A store that loses the connection once, before or after its call number `at`. */
function cutAt(store: Store, at: number, side: 'before' | 'after'): { store: Store; isCut(): boolean } {
  let calls = 0
  let isCut = false
  const wrap = (name: 'range' | 'txn') => async (request: never) => {
    const isHere = calls++ === at
    isCut ||= isHere
    const lost = new StoreError('timeout', 'connection reset', { outcome: 'unknown' })
    if (isHere && side === 'before') throw lost
    const result = await store[name](request)
    if (isHere) throw lost
    return result
  }
  const wrapped = { range: wrap('range'), txn: wrap('txn') }
  return {
    store: new Proxy(store, {
      get: (target, name) => Reflect.get(wrapped, name) ?? Reflect.get(target, name).bind?.(target),
    }),
    isCut: () => isCut,
  }
}

async function expectWhole(store: Store): Promise<void> {
  const generation = await generationIn(store)
  if (generation === undefined) return
  const shards = await readGeneration(store, keys, generation)
  const present = await namesUnder(store, keys.shard)
  expect(Object.values(shards ?? { missing: 'all' }).every((shard) => present.includes(shard))).toBe(true)
}

async function readPointer(store: Store) {
  const [kv] = (await store.range({ key: pointer })).kvs
  return kv && parsePointer(JSON.parse(Buffer.from(kv.value).toString()))
}

async function generationIn(store: Store): Promise<string | undefined> {
  return (await readPointer(store))?.generation
}
