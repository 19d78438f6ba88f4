import { copyFileSync, existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Store, StoreError, type Watch } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { applyDocuments, pointer } from '../apply/collections/collections.ts'
import { collection, schemas, watch } from './collection-reader.ts'
import { Site, sharedStore, until } from './site.ts'

let site: Site
beforeEach(async () => {
  site = new Site(await openMemoryStore())
})
afterEach(() => site.close())

describe('the reader of a collection', () => {
  it('leaves a generation that never becomes whole as soon as another one counts', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    const client = await site.connect('fw', { schemas })
    const seen = await watch(client)
    await until('the first generation', () => seen.readings.length === 1)
    await site.put(pointer, { generation: '0'.repeat(64), keys: 1, bytes: 1 })
    await until('it is incomplete', () => seen.problems.length === 1)
    await applyDocuments(site.store, { a: { n: 2 } })
    await until('the next one serves', () => seen.readings.length === 2)
    expect(seen.readings[1]).toMatchObject({ changed: ['a'], source: 'live' })
    expect(seen.problems).toMatchObject([{ kind: 'incomplete' }])
  })

  it('keeps what it has while the pointer is gone, and is told nothing new when the same one is back', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    const text = (await site.text(pointer)) ?? ''
    const client = await site.connect('fw', { schemas })
    const seen = await watch(client)
    await until('the first generation', () => seen.readings.length === 1)
    await site.store.txn({ compare: [], success: [{ kind: 'delete', key: pointer }], failure: [] })
    await until('it is missing', () => seen.problems[0]?.kind === 'missing')
    expect(await client.getPublished(collection)).toMatchObject({ source: 'memory' })
    const revision = await site.put(pointer, text)
    await until('it is back', async () => (await client.getPublished(collection)).source === 'live')
    expect(await client.getPublished(collection)).toMatchObject({ revision })
    expect(seen.readings).toHaveLength(1)
    expect((await client.getMetrics()).appia_client_published_updates_total).toMatchObject({
      applied: 1,
      missing: 1,
      unchanged: 1,
    })
  })

  it('says that what it has is from memory while etcd is away, and live once it is back', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    const { store, leave, comeBack } = departing(site.store)
    const client = await site.connect('fw', { schemas, store })
    const sourceOf = async () => (await client.getPublished(collection)).source
    expect(await sourceOf()).toBe('live')
    await leave()
    await until('it is from memory', async () => (await sourceOf()) === 'memory')
    comeBack()
    await until('it is live', async () => (await sourceOf()) === 'live')
  })

  it('takes nothing from the file of another environment', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    const first = await site.connect('fw', { schemas })
    await first.getPublished(collection)
    const file = `${site.cacheFile('fw')}.config.fw.list.published`
    await until('it is kept', () => existsSync(file))
    await first.close()
    copyFileSync(file, `${site.cacheFile('other')}.config.fw.list.published`)
    const other = await site.connect('other', { schemas, prefix: '/other', startTimeoutMs: 50 })
    await expect(other.getPublished(collection)).rejects.toMatchObject({ code: 'no-config' })
  })
})

/** A store that goes away, with the watches that are open, and comes back. */
function departing(present: Store): { store: Store; leave(): Promise<void>; comeBack(): void } {
  const watches: Watch[] = []
  let isAway = false
  const check = () => {
    if (isAway) throw new StoreError('unreachable', 'no connection', { outcome: 'not-applied' })
  }
  const store: Store = {
    ...sharedStore(present),
    range: async (request) => {
      check()
      return await present.range(request)
    },
    watch: (request) => {
      const opened = present.watch(request)
      watches.push(opened)
      return opened
    },
  }
  return {
    store,
    leave: async () => {
      isAway = true
      await Promise.all(watches.map((each) => each.close()))
    },
    comeBack: () => {
      isAway = false
    },
  }
}
