import { describe, expect, it } from 'vitest'
import { readLive } from '../../src/apply/index.ts'
import { type RangeRequest, type Store, StoreError } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'
import { applyValues, deleteForeign, putForeign } from './apply-values.ts'

const request = { home, managedPrefixes: ['/config/'] }

describe('live state', () => {
  it('is read at one revision, whatever is written between two pages', async () => {
    const plain = await withKeys(1200)
    const { revision } = await plain.range({ key: '/config/' })
    const store = wrapRange(plain, async (range, count) => {
      if (count === 3) await putForeign(plain, '/config/9999', 'late')
      return await plain.range(range)
    })
    const live = await readLive(store, request)
    expect(live.revision).toBe(revision)
    expect(live.entries.size).toBe(1200)
    expect(live.entries.has('/config/9999')).toBe(false)
  })

  it('is read anew when its revision is compacted between two pages', async () => {
    const plain = await withKeys(1200)
    const store = wrapRange(plain, async (range, count) => {
      if (count === 3) await plain.compact(await putForeign(plain, '/config/9999', 'late'))
      return await plain.range(range)
    })
    const live = await readLive(store, request)
    expect(live.entries.size).toBe(1201)
  })

  it('is read in smaller pages when an answer is too large to receive', async () => {
    const plain = await withKeys(300)
    const store = wrapRange(plain, async (range) => {
      if ((range.limit ?? 1) <= 64) return await plain.range(range)
      throw new StoreError('too-large', 'received message larger than max', { outcome: 'not-applied' })
    })
    expect((await readLive(store, request)).entries.size).toBe(300)
  })

  it('holds single keys from elsewhere, and nothing twice from nested prefixes', async () => {
    const store = await withKeys(3)
    await putForeign(store, '/elsewhere', '1')
    const prefixes = ['/config/', '/config/0', '/config/']
    const live = await readLive(store, {
      home,
      managedPrefixes: prefixes,
      keys: ['/elsewhere', '/nowhere', '/config/0'],
    })
    expect([...live.entries.keys()].sort()).toEqual(['/config/0', '/config/1', '/config/2', '/elsewhere'])
  })

  it('has neither epoch nor owner nor index before the first apply', async () => {
    const live = await readLive(await openEmbeddedStore(), request)
    expect(live).not.toHaveProperty('epoch')
    expect(live).not.toHaveProperty('owner')
    expect(live.index.size).toBe(0)
  })

  it('carries what was last applied to keys that are no longer so', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { '/config/a': { x: 1 }, '/config/b': 1, '/config/c': 1 })
    await applyValues(store, { '/config/a': { x: 1 }, '/config/b': 2, '/config/c': 1 })
    await putForeign(store, '/config/a', '9')
    await deleteForeign(store, '/config/b')
    const { lastApplied } = await readLive(store, request)
    expect(lastApplied).toEqual(
      new Map([
        ['/config/a', '{"x":1}'],
        ['/config/b', '2'],
      ]),
    )
  })

  it('cannot be read without the ledger entry or the index that the epoch names', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { '/config/a': 1 })
    const { kvs } = await store.range({ key: '/appia/demo/blob/', end: '/appia/demo/blob0' })
    for (const { key } of kvs) await deleteForeign(store, key)
    await expect(readLive(store, request)).rejects.toMatchObject({ code: 'tool-data-damaged' })
    await deleteForeign(store, '/appia/demo/ledger/000000000001')
    await expect(readLive(store, request)).rejects.toMatchObject({ code: 'tool-data-damaged' })
  })
})

async function withKeys(count: number): Promise<Store> {
  const store = await openEmbeddedStore()
  for (let start = 0; start < count; start += 100) {
    const success = Array.from({ length: Math.min(100, count - start) }, (_, index) => ({
      kind: 'put' as const,
      key: `/config/${start + index}`,
      value: new TextEncoder().encode('1'),
    }))
    await store.txn({ compare: [], success, failure: [] })
  }
  return store
}

function wrapRange(
  store: Store,
  range: (request: RangeRequest, count: number) => ReturnType<Store['range']>,
): Store {
  let count = 0
  return new Proxy(store, {
    get(target, name) {
      if (name === 'range') return (request: RangeRequest) => range(request, ++count)
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}
