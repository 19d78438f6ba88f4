import { afterAll, beforeAll, expect, it } from 'vitest'
import { prefixEnd, type Store } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { put } from './contract/tools.ts'

describeGroup('etcd', etcdMissing(), 'a range that no message of the client can hold', () => {
  const count = 60
  let etcd: EtcdServer
  let store: Store
  beforeAll(async () => {
    etcd = await startEtcd()
    const messageBytes = { received: 200_000 }
    store = await openEtcdStore({ endpoints: [etcd.endpoint], messageBytes })
    for (let index = 0; index < count; index++) {
      const key = `/config/a/${String(index).padStart(2, '0')}`
      await store.txn({ compare: [], success: [put(key, 'x'.repeat(30_000))], failure: [] })
    }
  })
  afterAll(async () => {
    await store.close()
    await etcd.stop()
  })
  const all = { key: '/config/a/', end: prefixEnd('/config/a/') }

  it('is read whole, sorted, at one revision', async () => {
    const { kvs, count: counted, more, revision } = await store.range(all)
    expect(kvs.map(({ key }) => key)).toEqual([...kvs.map(({ key }) => key)].sort())
    expect([kvs.length, counted, more, revision]).toEqual([count, count, false, count + 1])
    expect(kvs.every(({ value }) => value.length === 30_000)).toBe(true)
  })

  it('is read as of the revision that was asked for', async () => {
    const { kvs } = await store.range({ ...all, revision: 31 })
    expect(kvs).toHaveLength(30)
  })

  it('is refused in pages that were asked for, and where one key alone is too large', async () => {
    await expect(store.range({ ...all, limit: 50 })).rejects.toMatchObject({ code: 'too-large' })
    await store.txn({ compare: [], success: [put('/config/a/large', 'x'.repeat(300_000))], failure: [] })
    await expect(store.range(all)).rejects.toMatchObject({ code: 'too-large' })
  })
})
