import { execFileSync } from 'node:child_process'
import { afterEach, expect, it } from 'vitest'
import { UnifiedEtcdClient } from '../../src/client/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup, findExecutable, nftMissing } from '../support/groups.ts'
import { until } from './site.ts'

const nft = (command: string) => execFileSync(findExecutable('nft') ?? 'nft', [command])
const ends: (() => unknown)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

describeGroup('nft', nftMissing() ?? etcdMissing(), 'a client whose packets are dropped', () => {
  // A connection request that was dropped is repeated by the kernel after 1, 3, 7, 15 s: up to 8 s after the outage.
  it('recovers within moments of the end of a long outage, without waiting for the kernel', {
    timeout: 300_000,
  }, async () => {
    const etcd = await startEtcd()
    ends.push(() => etcd.stop())
    const network = dropping(etcd.endpoint)
    await write(etcd.endpoint, 1)
    const client = await UnifiedEtcdClient.connect({ component: 'sniffer', endpoints: [etcd.endpoint] })
    ends.push(() => client.close())
    const seen: number[] = []
    client.watchConfig<{ n: number }>('sniffer', ({ n }) => seen.push(n))
    await until('it is live', () => client.health().isLive)
    network.drop()
    await new Promise((resolve) => setTimeout(resolve, 24_000))
    expect(client.health().isLive).toBe(false)
    network.pass()
    await write(etcd.endpoint, 2)
    const at = performance.now()
    await until('the update arrives', () => seen.includes(2), 20_000)
    expect(performance.now() - at).toBeLessThan(4000)
  })
})

/** Drops what goes to or comes from one port of the loopback, and nothing else. */
function dropping(endpoint: string): { drop(): void; pass(): void } {
  const port = endpoint.split(':')[1]
  const table = `inet appia_test_${port}`
  nft(`add table ${table}`)
  ends.push(() => nft(`delete table ${table}`))
  nft(`add chain ${table} input { type filter hook input priority 0; }`)
  return {
    drop: () => {
      nft(`add rule ${table} input tcp dport ${port} drop`)
      nft(`add rule ${table} input tcp sport ${port} drop`)
    },
    pass: () => void nft(`flush table ${table}`),
  }
}

async function write(endpoint: string, n: number): Promise<void> {
  const store = await openEtcdStore({ endpoints: [endpoint] })
  const put = { kind: 'put', key: '/config/sniffer/json', value: Buffer.from(JSON.stringify({ n })) } as const
  await store.txn({ compare: [], success: [put], failure: [] })
  await store.close()
}
