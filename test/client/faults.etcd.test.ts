import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ConnectOptions, UnifiedEtcdClient } from '../../src/client/index.ts'
import type { Store } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd, startEtcdCluster } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { until } from './site.ts'

const key = '/config/sniffer/json'
/** The long run (npm run chaos) sets more. */
const cuts = Number(process.env.APPIA_CUTS ?? 100)

describeGroup('etcd', etcdMissing(), 'a client of a real etcd', () => {
  let etcd: EtcdServer
  let proxy: TcpProxy
  let direct: Store
  let client: UnifiedEtcdClient
  let seen: number[]
  let events: string[]
  let written: number
  const ends: (() => Promise<void> | void)[] = []

  beforeEach(async () => {
    etcd = await startEtcd()
    proxy = await startTcpProxy(etcd.endpoint)
    direct = await openEtcdStore({ endpoints: [etcd.endpoint] })
    ends.push(
      () => etcd.stop(),
      () => proxy.close(),
      () => direct.close(),
    )
    seen = []
    events = []
    written = 0
    await write()
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  it(`loses no update in ${cuts} cuts, and recovers within 2 s of each`, async () => {
    await connect()
    const recoveries: number[] = []
    for (let cut = 0; cut < cuts; cut++) {
      await write()
      proxy.reset()
      const at = performance.now()
      await write()
      await caughtUp()
      recoveries.push(performance.now() - at)
    }
    expect(seen).toEqual(Array.from({ length: written }, (_, index) => index + 1))
    expect(proxy.counts.resets).toBeGreaterThanOrEqual(cuts)
    recoveries.sort((a, b) => a - b)
    const at = (part: number) => Math.round(recoveries[Math.floor(recoveries.length * part)] ?? 0)
    console.log(
      `${cuts} cuts: ${written} updates, all seen once; recovery p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
    )
    expect(at(0.99)).toBeLessThan(2000)
  })

  it('sees each of 3,000 revisions that it missed, once and in order', async () => {
    await connect()
    proxy.set('refuse')
    proxy.reset()
    for (let batch = 0; batch < 30; batch++) await Promise.all(Array.from({ length: 100 }, write))
    proxy.set('pass')
    await caughtUp()
    expect(seen).toHaveLength(3001)
    expect(new Set(seen).size).toBe(3001)
  })

  it('takes a backlog of more than 4 MB', async () => {
    await connect()
    proxy.set('refuse')
    proxy.reset()
    for (let index = 0; index < 30; index++) await write('x'.repeat(300_000))
    proxy.set('pass')
    await caughtUp()
    expect(seen).toHaveLength(31)
  })

  it('starts over from a listing when history was compacted past it', async () => {
    await connect()
    proxy.set('refuse')
    proxy.reset()
    for (let index = 0; index < 5; index++) await write()
    await direct.compact((await direct.range({ key })).revision)
    proxy.set('pass')
    await caughtUp()
  })

  it('takes the configuration of a store restored to a lower revision, and says that it went back', async () => {
    await connect()
    const folder = mkdtempSync(join(tmpdir(), 'appia-restore-'))
    ends.push(() => rmSync(folder, { recursive: true, force: true }))
    const clusterId = await direct.clusterId()
    await etcd.etcdctl('snapshot', 'save', join(folder, 'snapshot'))
    for (let index = 0; index < 20; index++) await write()
    await caughtUp()
    proxy.set('refuse')
    proxy.reset()
    await etcd.kill()
    const restored = await startEtcd({ dataDir: await restore(folder) })
    ends.push(() => restored.stop())
    const after = await openEtcdStore({ endpoints: [restored.endpoint] })
    ends.push(() => after.close())
    expect(await after.clusterId()).toBe(clusterId)
    await after.txn({ compare: [], success: [put(1000)], failure: [] })
    proxy.retarget(restored.endpoint)
    proxy.set('pass')
    await until('the restored configuration is used', () => seen.at(-1) === 1000, 20_000)
    expect(events).toContain('went-back')
  })

  it('recovers within 2 s when a black hole ends, short or long', async () => {
    await connect()
    for (const milliseconds of [2000, 17_000]) {
      proxy.set('black-hole')
      await write()
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      expect(seen).not.toContain(written)
      expect(client.health().stalenessSeconds).toBeGreaterThan(milliseconds / 2000 - 1)
      proxy.set('pass')
      const at = performance.now()
      await caughtUp()
      expect(performance.now() - at).toBeLessThan(2000)
    }
    expect(proxy.counts.bytesHeld).toBeGreaterThan(0)
  })

  it('shows how stale it is while it is cut off', async () => {
    await connect()
    proxy.set('refuse')
    proxy.reset()
    await new Promise((resolve) => setTimeout(resolve, 8000))
    expect(client.health()).toMatchObject({ isHealthy: false, isLive: false, configSource: 'memory' })
    expect(client.health().stalenessSeconds).toBeGreaterThan(7)
    proxy.set('pass')
    await until('it is live again', () => client.isHealthy())
    expect(client.health().stalenessSeconds).toBeLessThan(1)
  })

  it('is not reloaded by unchanged content, however often it is written or the connection cut', async () => {
    await connect()
    for (let index = 0; index < 20; index++) {
      await direct.txn({ compare: [], success: [put(written)], failure: [] })
      if (index % 4 === 0) proxy.reset()
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(seen).toEqual([1])
  })

  it('works through a network that delivers seven bytes at a time', async () => {
    proxy.set('slice')
    await connect()
    for (let index = 0; index < 20; index++) await write()
    await caughtUp()
    expect(proxy.counts.slices).toBeGreaterThan(100)
  })

  it('follows its configuration though the keyset is denied to it', async () => {
    await etcd.etcdctl('role', 'add', 'sniffer')
    await etcd.etcdctl(
      'role',
      'grant-permission',
      'sniffer',
      '--prefix=true',
      'readwrite',
      '/config/sniffer/',
    )
    await etcd.etcdctl('role', 'grant-permission', 'sniffer', '--prefix=true', 'readwrite', '/status/')
    await etcd.etcdctl('user', 'add', 'sniffer:pw')
    await etcd.etcdctl('user', 'grant-role', 'sniffer', 'sniffer')
    await etcd.enableAuthentication('rootpw')
    const root = await openEtcdStore({ endpoints: [etcd.endpoint], user: 'root', password: 'rootpw' })
    ends.push(() => root.close())
    const started = performance.now()
    await connect({ user: 'sniffer:pw' })
    expect(performance.now() - started).toBeLessThan(5000)
    await root.txn({ compare: [], success: [put(77)], failure: [] })
    await until('the update arrives', () => seen.at(-1) === 77)
    expect(events).toContain('lost')
    expect(client.health().isLive).toBe(true)
  })

  /** Restores the snapshot under the identity of the first server: the same cluster id. */
  async function restore(folder: string): Promise<string> {
    const data = join(folder, 'data')
    const parameters = ['snapshot', 'restore', join(folder, 'snapshot'), '--name=m0', `--data-dir=${data}`]
    const peers = [`--initial-cluster=m0=${etcd.peer}`, `--initial-advertise-peer-urls=${etcd.peer}`]
    await promisify(execFile)('etcdctl', [...parameters, ...peers], {
      env: { ...process.env, ETCDCTL_API: '3' },
    })
    return data
  }

  async function connect(options: Partial<ConnectOptions> = {}): Promise<void> {
    client = await UnifiedEtcdClient.connect({
      component: 'sniffer',
      endpoints: [proxy.endpoint],
      onEvent: ({ kind }) => events.push(kind),
      ...options,
    })
    ends.push(() => client.close())
    client.watchConfig<{ n: number }>('sniffer', ({ n }) => seen.push(n))
    await until('it is live', () => client.health().isLive)
  }

  async function write(filling = ''): Promise<void> {
    written++
    await direct.txn({ compare: [], success: [put(written, filling)], failure: [] })
  }

  async function caughtUp(): Promise<void> {
    await until(`update ${written} arrives`, () => seen.includes(written), 30_000)
  }
})

describeGroup('etcd', etcdMissing(), 'a client of a member without a leader', () => {
  it('notices it, and recovers within 2 s of the next leader', async () => {
    const members = await startEtcdCluster(3)
    const [one, two, three] = members as [EtcdServer, EtcdServer, EtcdServer]
    const writer = await openEtcdStore({ endpoints: [one.endpoint] })
    const events: string[] = []
    try {
      await writer.txn({ compare: [], success: [put(1)], failure: [] })
      const client = await UnifiedEtcdClient.connect({
        component: 'sniffer',
        endpoints: [one.endpoint],
        onEvent: ({ kind }) => events.push(kind),
      })
      const seen: number[] = []
      client.watchConfig<{ n: number }>('sniffer', ({ n }) => seen.push(n))
      await until('it is live', () => client.health().isLive)
      two.pause()
      three.pause()
      await until('it is noticed', () => events.includes('lost'), 30_000)
      two.resume()
      three.resume()
      await until(
        'there is a leader again',
        () =>
          writer.range({ key }).then(
            () => true,
            () => false,
          ),
        30_000,
      )
      const at = performance.now()
      await writer.txn({ compare: [], success: [put(2)], failure: [] })
      await until('the update arrives', () => seen.at(-1) === 2)
      expect(performance.now() - at).toBeLessThan(2000)
      await client.close()
    } finally {
      await writer.close()
      await Promise.all(members.map((member) => member.stop()))
    }
  })
})

function put(n: number, filling = ''): { kind: 'put'; key: string; value: Buffer } {
  return { kind: 'put', key, value: Buffer.from(JSON.stringify({ n, ...(filling && { filling }) })) }
}
