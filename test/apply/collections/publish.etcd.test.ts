import { afterAll, expect, it } from 'vitest'
import { type PublishedReading, UnifiedEtcdClient } from '../../../src/client/index.ts'
import { type JsonValue, prefixEnd } from '../../../src/model/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { until } from '../../client/site.ts'
import { etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { applyDocuments, collectionPrefix, keys, manyDocuments, pointer } from './collections.ts'

const open: { close(): Promise<unknown> }[] = []

afterAll(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

describeGroup('etcd', etcdMissing(), 'a collection of 100,000 documents on a real etcd', () => {
  it('is published, read whole by the client, and changed by one shard and one flip', async () => {
    const etcd = await startEtcd()
    open.push({ close: () => etcd.stop() })
    const store = await openEtcdStore({ endpoints: [etcd.endpoint] })
    open.push(store)
    const documents = manyDocuments(100_000)
    expect(await applyDocuments(store, documents)).toMatchObject({ kind: 'applied', keys: 1 })

    const client = await UnifiedEtcdClient.connect({ component: 'fw', endpoints: [etcd.endpoint] })
    open.push(client)
    const readings: PublishedReading<JsonValue>[] = []
    await client.watchPublished({ prefix: collectionPrefix }, (reading) => readings.push(reading))
    await until('the client has all of them', () => readings.length === 1, 30_000)
    expect(readings[0]?.documents.size).toBe(100_000)
    expect(readings[0]?.documents.get('10.1.134.159')).toEqual(documents['10.1.134.159'])

    const { revision } = await store.range({ key: pointer })
    expect(await applyDocuments(store, { ...documents, '10.0.0.5': { reason: 'other' } })).toMatchObject({
      kind: 'applied',
    })
    await until('the change arrives', () => readings.length === 2, 30_000)
    expect(readings[1]?.changed).toEqual(['10.0.0.5'])
    const shards = await store.range({ key: keys.shard, end: prefixEnd(keys.shard), keysOnly: true })
    expect(shards.kvs.filter((kv) => kv.modRevision > revision)).toHaveLength(1)
  })
})
