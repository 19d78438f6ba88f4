import { afterEach, expect, it, vi } from 'vitest'
import { UnifiedEtcdClient } from '../../src/client/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'
import { until } from './site.ts'

const ends: (() => unknown)[] = []
const hour = 3_600_000

afterEach(async () => {
  vi.useRealTimers()
  for (const end of ends.splice(0).reverse()) await end()
})

describeGroup('etcd', etcdMissing(), 'a client whose wall clock is set', () => {
  it.each([
    ['back', -hour],
    ['forward', hour],
  ])('%s by an hour notices a dead etcd as soon as ever, and recovers', async (_direction, step) => {
    const etcd = await startEtcd()
    ends.push(() => etcd.stop())
    const proxy = await startTcpProxy(etcd.endpoint)
    ends.push(() => proxy.close())
    const writer = await openEtcdStore({ endpoints: [etcd.endpoint] })
    ends.push(() => writer.close())
    const write = (n: number) => {
      const value = Buffer.from(JSON.stringify({ n }))
      return writer.txn({
        compare: [],
        success: [{ kind: 'put', key: '/config/sniffer/json', value }],
        failure: [],
      })
    }
    await write(1)
    const client = await UnifiedEtcdClient.connect({ component: 'sniffer', endpoints: [proxy.endpoint] })
    ends.push(() => client.close())
    const seen: number[] = []
    client.watchConfig<{ n: number }>('sniffer', ({ n }) => seen.push(n))
    await until('it is live', () => client.health().isLive)

    const at = performance.now()
    proxy.set('black-hole')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + step })
    await until('it is not', () => !client.health().isLive, 40_000)
    const { isHealthy, stalenessSeconds } = client.health()
    expect(isHealthy).toBe(false)
    expect(stalenessSeconds * 1000).toBeLessThanOrEqual(performance.now() - at + 60_000)
    expect(stalenessSeconds).toBeGreaterThan(1)

    proxy.set('pass')
    await write(2)
    await until('it is live again', () => client.health().isLive, 40_000)
    await until('the update arrives', () => seen.includes(2), 20_000)
  })
})
