import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type JsonObject, pointerKey, type Store, StoreError } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import {
  applyDocuments,
  collectionPrefix,
  keys,
  manyDocuments,
  namesUnder,
  pointer,
} from '../apply/collections/collections.ts'
import { profileSchema } from '../schema/schema-of.ts'
import { collection, schemas, watch } from './collection-reader.ts'
import { Site, sharedStore, until } from './site.ts'

let site: Site

beforeEach(async () => {
  site = new Site(await openEmbeddedStore())
})
afterEach(() => site.close())

describe('a published collection', () => {
  it('is read whole, of one generation, and followed', async () => {
    await applyDocuments(site.store, { a: { n: 1 }, b: { n: 2 } })
    const client = await site.connect('fw', { schemas })
    const seen = await watch(client)
    await until('the first generation', () => seen.readings.length === 1)
    await applyDocuments(site.store, { a: { n: 1 }, b: { n: 3 }, c: { n: 4 } })
    await until('the second generation', () => seen.readings.length === 2)
    expect(seen.readings.map(({ changed, source }) => [changed, source])).toEqual([
      [['a', 'b'], 'live'],
      [['b', 'c'], 'live'],
    ])
    const { documents } = await client.getPublished(collection)
    expect(Object.fromEntries(documents)).toEqual({ a: { n: 1 }, b: { n: 3 }, c: { n: 4 } })
    expect(seen.problems).toEqual([])
  })

  it('that is large is read again only where it changed', async () => {
    const many = manyDocuments(3000)
    await applyDocuments(site.store, many)
    const asked: string[] = []
    const store: Store = {
      ...sharedStore(site.store),
      txn: (txn) => {
        asked.push(...txn.success.flatMap((each) => (each.kind === 'range' ? each.key : [])))
        return site.store.txn(txn)
      },
    }
    const client = await site.connect('fw', { store })
    const seen = await watch(client, { prefix: collectionPrefix })
    await until('the first generation', () => seen.readings[0]?.documents.size === 3000)
    const first = asked.filter((key) => key.startsWith(keys.shard)).length
    await applyDocuments(site.store, { ...many, '10.0.0.9': { reason: 'other' } })
    await until('the second generation', () => seen.readings.length === 2)
    expect(seen.readings[1]?.changed).toEqual(['10.0.0.9'])
    expect(asked.filter((key) => key.startsWith(keys.shard)).length - first).toBe(1)
  })

  it('with a document that is not valid keeps the last good generation, and says which', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    const client = await site.connect('fw', { schemas })
    const seen = await watch(client)
    await until('the first generation', () => seen.readings.length === 1)
    await applyDocuments(site.store, { a: { n: 1 }, b: { n: 100 } })
    await until('it is refused', () => seen.problems.length === 1)
    expect(seen.problems[0]).toMatchObject({ kind: 'invalid', messages: ['out-of-range at b/n'] })
    expect((await client.getPublished(collection)).documents.size).toBe(1)
    await applyDocuments(site.store, { a: { n: 2 } })
    await until('the next one serves', () => seen.readings.length === 2)
    expect((await client.getMetrics()).appia_client_published_updates_total).toMatchObject({
      applied: 2,
      invalid: 1,
    })
  })

  it('whose shards are gone or lie is not used, and is read once it is whole again', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    const [shard = ''] = await namesUnder(site.store, keys.shard)
    const [kv] = (await site.store.range({ key: keys.shard + shard })).kvs
    await site.put(keys.shard + shard, 'not a shard')
    const client = await site.connect('fw', { schemas })
    const seen = await watch(client)
    await until('it is incomplete', () => seen.problems[0]?.kind === 'incomplete')
    expect(seen.readings).toEqual([])
    const put = { kind: 'put', key: keys.shard + shard, value: kv?.value ?? new Uint8Array() } as const
    await site.store.txn({ compare: [], success: [put], failure: [] })
    await until('it is whole', () => seen.readings.length === 1)
  })

  it('that may not be read names where it lies, once', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    let asked = 0
    const store: Store = {
      ...sharedStore(site.store),
      range: async (request) => {
        if (!request.key.startsWith(keys.root)) return await site.store.range(request)
        asked++
        throw new StoreError('permission', 'permission denied', { outcome: 'not-applied' })
      },
    }
    const client = await site.connect('fw', { schemas, store, startTimeoutMs: 50 })
    const seen = await watch(client)
    await until('it is tried again', () => asked > 1)
    const messages = ['reading /appia/published/config/fw/list/: permission denied']
    expect(seen.problems).toMatchObject([{ kind: 'incomplete', messages }])
  })

  it('is reported in the status of its reader, so that a sweep leaves it', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    const client = await site.connect('fw@gw-01', { schemas })
    const { generation } = await client.getPublished(collection)
    await until('the status says so', async () => {
      const text = await site.text('/status/components/fw/gw-01')
      return text !== undefined && JSON.parse(text).published[pointer] === generation
    })
  })

  it('is never taken unchecked: a schema that was not given to the client is an error', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    const client = await site.connect('fw', { schemas })
    const wrong = { prefix: collectionPrefix, schema: 'blokced' }
    await expect(client.getPublished(wrong)).rejects.toMatchObject({ code: 'bad-schema' })
    await expect(client.watchPublished(wrong, () => undefined)).rejects.toMatchObject({ code: 'bad-schema' })
    expect((await client.getPublished(collection)).documents.size).toBe(1)
  })

  it('whose callback throws or rejects serves the others, and each failure is counted', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    const client = await site.connect('fw', { schemas })
    await client.watchPublished(collection, () => {
      throw new Error('at once')
    })
    await client.watchPublished(collection, async () => {
      throw new Error('later')
    })
    const seen = await watch(client)
    await until('the others are told', () => seen.readings.length === 1)
    await until('both are counted', async () => {
      const { appia_client_callback_failures_total: failures } = await client.getMetrics()
      return (failures as { published?: number } | undefined)?.published === 2
    })
  })

  it('that is still being read when the client closes is not delivered any more', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    let answer: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    let isAsked = false
    const store: Store = {
      ...sharedStore(site.store),
      txn: async (txn) => {
        const isShard = txn.success.some((each) => each.kind === 'range' && each.key.startsWith(keys.shard))
        isAsked ||= isShard
        if (isShard) await held
        return await site.store.txn(txn)
      },
    }
    const client = await site.connect('fw', { schemas, store })
    const seen = await watch(client)
    await until('its shards are asked for', () => isAsked)
    const closed = client.close()
    answer()
    await closed
    expect(seen).toEqual({ readings: [], problems: [] })
    expect(existsSync(`${site.cacheFile('fw')}.config.fw.list.published`)).toBe(false)
  })

  it('that nobody published is an error of the one who asks', async () => {
    const client = await site.connect('fw', { schemas, startTimeoutMs: 50 })
    await expect(client.getPublished(collection)).rejects.toMatchObject({ code: 'no-config' })
  })
})

describe('without etcd a published collection', () => {
  it('comes from the disk cache, sealed for the member, until etcd answers', async () => {
    await site.declare(['fw@default'])
    await applyDocuments(site.store, { a: { n: 1 } })
    const first = await site.connect('fw@default', { schemas })
    const { generation } = await first.getPublished(collection)
    const file = `${site.cacheFile('fw@default')}.config.fw.list.published`
    await until('it is kept', () => existsSync(file))
    await first.close()
    expect(readFileSync(file, 'latin1').slice(0, 21)).toBe('appia-cache 1 sealed ')
    const away = await site.connect('fw@default', { schemas, store: unreachable(), startTimeoutMs: 20 })
    expect(await away.getPublished(collection)).toMatchObject({ source: 'cache', revision: 0, generation })
  })

  it('is not taken from the disk cache where its documents do not suit the schema of today', async () => {
    await applyDocuments(site.store, { a: { n: 1 }, b: { n: 50 } })
    const first = await site.connect('fw', { schemas })
    const { generation } = await first.getPublished(collection)
    await until('it is kept', () => existsSync(`${site.cacheFile('fw')}.config.fw.list.published`))
    await first.close()
    const stricter = profileSchema({ properties: { n: { type: 'integer', minimum: 0, maximum: 9 } } })
    const today = { blocked: stricter as JsonObject }
    const away = await site.connect('fw', { schemas: today, store: unreachable(), startTimeoutMs: 20 })
    await expect(away.getPublished(collection)).rejects.toMatchObject({ code: 'no-config' })
    await away.close()
    const client = await site.connect('fw', { schemas: today })
    const seen = await watch(client)
    await until('it is refused', () => seen.problems[0]?.kind === 'invalid')
    expect(seen.problems[0]?.messages).toEqual(['out-of-range at b/n'])
    expect(seen.readings.map((reading) => reading.generation)).not.toContain(generation)
  })

  it('has a file of its own, however alike the prefixes of two are', async () => {
    const twin = '/config/fw.list/'
    await applyDocuments(site.store, { a: { n: 1 } })
    const first = await site.connect('fw', { schemas })
    const { generation } = await first.getPublished(collection)
    await site.put(pointerKey(twin), { generation, keys: 1, bytes: 8 })
    for (const from of [keys.generation, keys.shard]) {
      for (const name of await namesUnder(site.store, from)) {
        const [kv] = (await site.store.range({ key: from + name })).kvs
        const key = from.replace(collectionPrefix, twin) + name
        const put = { kind: 'put', key, value: kv?.value ?? new Uint8Array() } as const
        await site.store.txn({ compare: [], success: [put], failure: [] })
      }
    }
    await first.getPublished({ prefix: twin })
    await first.close()
    const away = await site.connect('fw', { schemas, store: unreachable(), startTimeoutMs: 20 })
    expect(await away.getPublished(collection)).toMatchObject({ source: 'cache', generation })
    expect(await away.getPublished({ prefix: twin })).toMatchObject({ source: 'cache', generation })
  })

  it('is not taken from a cache that was cut short', async () => {
    await applyDocuments(site.store, { a: { n: 1 } })
    const first = await site.connect('fw', { schemas })
    await first.getPublished(collection)
    const file = `${site.cacheFile('fw')}.config.fw.list.published`
    await until('it is kept', () => existsSync(file))
    await first.close()
    writeFileSync(file, readFileSync(file).subarray(0, -1))
    const away = await site.connect('fw', { schemas, store: unreachable(), startTimeoutMs: 20 })
    await expect(away.getPublished(collection)).rejects.toMatchObject({ code: 'no-config' })
  })
})

function unreachable(): Store {
  const fail = async (): Promise<never> => {
    throw new StoreError('unreachable', 'no connection', { outcome: 'not-applied' })
  }
  return {
    ...sharedStore(site.store),
    clusterId: fail,
    range: fail,
    txn: fail,
    grantLease: fail,
    keepAliveLease: fail,
  }
}
