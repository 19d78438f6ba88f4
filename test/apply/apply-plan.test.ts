import { describe, expect, it } from 'vitest'
import { type ApplyProgress, readHistory, readLive } from '../../src/apply/index.ts'
import { type Store, sha256 } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'
import {
  applyIt,
  applyValues,
  contentsOf,
  deleteForeign,
  planValues,
  putForeign,
  readsOf,
  type Values,
} from './apply-values.ts'
import { beforeTransaction, wrapTxn } from './wrap-store.ts'

const a = '/config/a/json'
const b = '/config/b/json'
const request = { home, managedPrefixes: ['/config/'] }

describe('an apply', () => {
  it('writes everything in one revision, with owner, epoch and ledger', async () => {
    const store = await openEmbeddedStore()
    const outcome = await applyValues(store, { [a]: { x: 1 }, [b]: [1] })
    expect(outcome).toMatchObject({ kind: 'applied', seq: 1, keys: 2 })
    expect(await contentsOf(store)).toEqual({ [a]: '{"x":1}', [b]: '[1]' })
    const live = await readLive(store, request)
    const revisions = [...live.entries.values()].map((kv) => kv.modRevision)
    expect(new Set([...revisions, live.epoch?.modRevision])).toEqual(new Set([live.revision]))
    expect(live.owner).toEqual({ workspace: 'demo', environment: 'lab' })
    expect([...live.index.keys()]).toEqual([a, b])
  })

  it('changes, deletes and creates, and the index follows', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1, [b]: 1 })
    expect(await applyValues(store, { [a]: 2, '/config/c': 3 })).toMatchObject({
      kind: 'applied',
      seq: 2,
      keys: 3,
    })
    expect(await contentsOf(store)).toEqual({ [a]: '2', '/config/c': '3' })
    const live = await readLive(store, request)
    expect([...live.index]).toMatchObject([
      [a, { sha256: sha256('2'), component: 'a' }],
      ['/config/c', { sha256: sha256('3') }],
    ])
  })

  it('of an empty plan writes nothing', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1 })
    const { revision } = await store.range({ key: a })
    expect(await applyValues(store, { [a]: 1 })).toEqual({ kind: 'nothing-to-do', revision })
    expect((await store.range({ key: a })).revision).toBe(revision)
  })

  it('takes equal keys into ownership without writing them', async () => {
    const store = await openEmbeddedStore()
    const revision = await putForeign(store, a, '{"x":1}')
    expect(await applyValues(store, { [a]: { x: 1 } })).toMatchObject({ kind: 'applied' })
    const live = await readLive(store, request)
    expect(live.entries.get(a)?.modRevision).toBe(revision)
    expect(live.index.has(a)).toBe(true)
  })

  it('keeps a history that names who, when, commit and digest', async () => {
    const store = await openEmbeddedStore()
    const plan = await planValues(store, { [a]: 1 })
    await applyIt(store, { ...plan, commit: '9be2c1f' }, { author: { who: 'ci@runner' } })
    await applyValues(store, { [a]: 2 })
    const history = await readHistory(store, home, 10)
    expect(history.map((entry) => entry.seq)).toEqual([2, 1])
    expect(history[1]).toMatchObject({
      kind: 'apply',
      who: 'ci@runner',
      commit: '9be2c1f',
      when: '2026-11-23T01:02:03.000Z',
      planDigest: plan.digest,
    })
    expect(await readHistory(store, home, 1)).toHaveLength(1)
  })

  it('reports its stages', async () => {
    const stages: ApplyProgress[] = []
    await applyValues(
      await openEmbeddedStore(),
      { [a]: 1 },
      { onProgress: (progress) => stages.push(progress) },
    )
    expect([...new Set(stages.map(({ stage }) => stage))]).toEqual(['checking', 'staging', 'sending'])
  })

  it('carries 10,000 keys in one revision, within the size the plan announced', async () => {
    const values: { [key: string]: string } = {}
    for (let index = 0; index < 10_000; index++)
      values[`/config/k${index}`] = `value ${index} ${'x'.repeat(50)}`
    const { store, sizes } = measured(await openEmbeddedStore())
    const plan = await planValues(store, values)
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied', keys: 10_000 })
    const live = await readLive(store, request)
    expect(new Set([...live.entries.values()].map((kv) => kv.modRevision)).size).toBe(1)
    expect(live.index.size).toBe(10_000)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(plan.requestBytes)
    expect(await applyValues(store, { ...values, '/config/k7': 'new' })).toMatchObject({
      kind: 'applied',
      keys: 1,
    })
  })
})

describe('an apply refuses', () => {
  it('a plan whose keys were changed, made or deleted since, and names them', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1, [b]: 1 })
    const plan = await planValues(store, { [a]: 2, [b]: 2, '/config/c': 2 })
    const revision = await putForeign(store, a, '9')
    await deleteForeign(store, b)
    await putForeign(store, '/config/c', '9')
    expect(await applyIt(store, plan)).toEqual({
      kind: 'stale',
      moved: [
        { key: a, kind: 'modified', revision },
        { key: b, kind: 'deleted' },
        { key: '/config/c', kind: 'created', revision: revision + 2 },
      ],
    })
    expect(await contentsOf(store)).toEqual({ [a]: '9', '/config/c': '9' })
  })

  it('a plan when something new lies under its prefixes', async () => {
    const store = await openEmbeddedStore()
    const plan = await planValues(store, { [a]: 1 })
    await putForeign(store, '/config/new', '1')
    expect(await applyIt(store, plan)).toMatchObject({
      kind: 'stale',
      moved: [{ key: '/config/new', kind: 'created' }],
    })
  })

  it('a plan whose reads moved', async () => {
    const store = await openEmbeddedStore()
    await putForeign(store, '/somewhere', '1')
    const plan = await planValues(store, { [a]: 1 }, { reads: readsOf('/somewhere', '/nowhere') })
    await putForeign(store, '/somewhere', '2')
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'stale', moved: [{ key: '/somewhere' }] })
  })

  it('a plan for another cluster, or for a prefix of another owner', async () => {
    const store = await openEmbeddedStore()
    const plan = await planValues(store, { [a]: 1 })
    expect(await applyIt(await openEmbeddedStore(), plan)).toMatchObject({ kind: 'wrong-cluster' })
    await putForeign(store, '/appia/demo/owner', '{"environment":"production","workspace":"demo"}')
    expect(await applyIt(store, plan)).toMatchObject({
      kind: 'wrong-owner',
      owner: 'demo/production',
      expected: 'demo/lab',
    })
  })

  it('a plan that was made against a later state than the store is in', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1 })
    const plan = await planValues(store, { [a]: 2 })
    expect(await applyIt(store, { ...plan, baseSeq: 5 })).toMatchObject({ kind: 'store-went-back' })
    expect(await applyIt(store, { ...plan, baseRevision: 999 })).toMatchObject({ kind: 'store-went-back' })
    expect(await applyIt(store, { ...plan, baseApplyId: 'of another history' })).toMatchObject({
      kind: 'store-went-back',
    })
    expect(await contentsOf(store)).toEqual({ [a]: '1' })
  })

  it('no plan because its keys and reads were written again with the same bytes', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1 })
    await putForeign(store, '/somewhere', '1')
    const plan = await planValues(store, { [a]: 2 }, { reads: readsOf('/somewhere') })
    for (const value of ['9', '1']) {
      await putForeign(store, a, value)
      await putForeign(store, '/somewhere', value)
    }
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied', seq: 2 })
  })

  it('no plan because another key was applied in between', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1, [b]: 1 })
    const plan = await planValues(store, { [a]: 2, [b]: 1 })
    await applyValues(store, { [a]: 1, [b]: 2 })
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied', seq: 3 })
    expect(await contentsOf(store)).toEqual({ [a]: '2', [b]: '2' })
  })
})

describe('a writer that gets in between the last look and the transaction', () => {
  const many: Values = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`/config/k${index}`, 'old']),
  )
  const changed: Values = {
    ...Object.fromEntries(Object.keys(many).map((key) => [key, 'new'])),
    '/config/z': 1,
  }

  it.each([
    ['few keys', { [a]: 1, [b]: 1 } as Values, { [a]: 2, [b]: 1, '/config/z': 1 } as Values, a],
    ['many keys', many, changed, '/config/k7'],
  ])('is never overwritten (%s)', async (_, before, after, key) => {
    for (const interfere of [
      (store: Store) => putForeign(store, key, '"foreign"'),
      (store: Store) => deleteForeign(store, key),
      (store: Store) => putForeign(store, '/config/z', '"foreign"'),
    ]) {
      const plain = await openEmbeddedStore()
      await applyValues(plain, before)
      const plan = await planValues(plain, after)
      let seen = {}
      const store = beforeTransaction(plain, async () => {
        await interfere(plain)
        seen = await contentsOf(plain)
      })
      expect(await applyIt(store, plan)).toMatchObject({
        kind: 'conflict',
        moved: [{ key: expect.any(String) }],
      })
      expect(await contentsOf(plain)).toEqual(seen)
      expect(await readHistory(plain, home, 9)).toHaveLength(1)
    }
  })

  it('is no obstacle when it is an apply to other keys', async () => {
    const plain = await openEmbeddedStore()
    await applyValues(plain, { [a]: 1, [b]: 1 })
    const plan = await planValues(plain, { [a]: 2, [b]: 1 })
    const store = beforeTransaction(plain, async () => void (await applyValues(plain, { [a]: 1, [b]: 2 })))
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied', seq: 3 })
    expect(await contentsOf(plain)).toEqual({ [a]: '2', [b]: '2' })
  })
})

describe('secret values', () => {
  it('are neither in blobs nor in the ledger, though the key before held one', async () => {
    const store = await openEmbeddedStore()
    await putForeign(store, a, '{"password":"hunter2","x":1}')
    const plan = await planValues(
      store,
      { [a]: { password: { $secret: 'db' } } },
      { permissions: { takeOver: [a], allowTypeChange: [] } },
    )
    await applyIt(store, plan)
    const { gunzipSync } = await import('node:zlib')
    const { kvs } = await store.range({ key: '/appia/', end: '/appia0' })
    const texts = kvs.map((kv) =>
      kv.key.includes('/blob/') ? gunzipSync(kv.value).toString() : Buffer.from(kv.value).toString(),
    )
    expect(texts.length).toBeGreaterThan(4)
    expect(texts.join('\n')).not.toContain('hunter2')
    expect(texts.join('\n')).toContain('"isWithheld":true')
  })
})

/** Counts the bytes of keys and values in each transaction. */
function measured(store: Store): { store: Store; sizes: number[] } {
  const sizes: number[] = []
  return {
    sizes,
    store: wrapTxn(store, async (txn) => {
      const text = JSON.stringify(txn, (_, value: unknown) =>
        value instanceof Uint8Array ? 'v'.repeat(value.length) : value,
      )
      const bytes = [...text.matchAll(/"(?:key|value)":"([^"]*)"/g)].reduce(
        (sum, match) => sum + (match[1] ?? '').length,
        0,
      )
      sizes.push(bytes)
      return await store.txn(txn)
    }),
  }
}

describe('a store restored between the last look and the transaction', () => {
  it('is found out by contents where revisions repeat', async () => {
    const plain = await openEmbeddedStore()
    await putForeign(plain, a, '1')
    const plan = await planValues(plain, { [a]: 3 }, { permissions: { takeOver: [a] } })
    // the same revision with other contents, as after a restore
    const store = wrapTxn(plain, async (txn) => {
      const compare = txn.compare.map((one) =>
        one.key === a && one.target === 'value' ? { ...one, value: new TextEncoder().encode('2') } : one,
      )
      return await plain.txn({ ...txn, compare })
    })
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'conflict' })
    expect(await contentsOf(plain)).toEqual({ [a]: '1' })
  })
})
