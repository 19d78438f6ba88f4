import { expect, it } from 'vitest'
import { UnifiedEtcdClient } from '../../src/client/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { until } from './site.ts'

describeGroup('etcd', etcdMissing(), 'clients of one process', () => {
  it('hear of every update whichever of them are closed, and keep their status', async () => {
    const etcd = await startEtcd()
    const writer = await openEtcdStore({ endpoints: [etcd.endpoint] })
    const write = async (n: number) => {
      const put = { kind: 'put', key: '/config/sniffer/json', value: Buffer.from(`{"n":${n}}`) } as const
      await writer.txn({ compare: [], success: [put], failure: [] })
    }
    const statuses = async () =>
      (await writer.range({ key: '/status/', end: '/status0', keysOnly: true })).kvs.length
    await write(0)

    const clients = await Promise.all(
      Array.from({ length: 6 }, async (_, node) => {
        const client = await UnifiedEtcdClient.connect({
          ...{ component: 'sniffer', node: `n${node}`, endpoints: [etcd.endpoint] },
          startTimeoutMs: 60_000,
        })
        const updates: number[] = []

        client.watchConfig<{ n: number }>('sniffer', ({ n }) => updates.push(n))
        return { client, updates }
      }),
    )
    try {
      await until('six statuses', async () => (await statuses()) === 6)
      for (let n = 1; n <= 5; n++) {
        await clients[n]?.client.close()
        await write(n)
        for (const { updates } of [clients[0], ...clients.slice(n + 1)].filter((each) => each !== undefined))
          await until(`update ${n}`, () => updates.at(-1) === n)
      }
      expect(clients[0]?.updates).toEqual([0, 1, 2, 3, 4, 5])
      expect(clients[3]?.updates).toEqual([0, 1, 2])
      await until('one status', async () => (await statuses()) === 1)
      expect(clients[0]?.client.isHealthy()).toBe(true)
    } finally {
      for (const { client } of clients) await client.close()
      await writer.close()
      await etcd.stop()
    }
  })
})
