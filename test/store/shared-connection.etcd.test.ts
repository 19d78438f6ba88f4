import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Store } from '../../src/model/index.ts'
import { type EtcdStoreOptions, openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

describeGroup('etcd', etcdMissing(), 'stores of one process that share a connection', () => {
  let etcd: EtcdServer
  let proxy: TcpProxy
  const opened: Store[] = []

  beforeEach(async () => {
    etcd = await startEtcd()
    proxy = await startTcpProxy(etcd.endpoint)
  })
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close()
    await proxy.close()
    await etcd.stop()
  })

  it('open no other, and share none with who was given anything else', async () => {
    const stores = await Promise.all([open(), open(), open()])
    await Promise.all(stores.map(use))
    const { connections } = proxy.counts
    await use(await open({ dialMilliseconds: 999 }))
    expect(proxy.counts.connections).toBe(connections * 2)
    const opens: number[] = []
    for (const password of ['a', 'b', 'b']) {
      const before = proxy.counts.connections
      await use(await open({ user: 'somebody', password, isPlaintextPasswordAllowed: true }))
      opens.push(proxy.counts.connections - before)
    }
    expect(opens).toEqual([expect.any(Number), opens[0], 0])
    expect(opens[0]).toBeGreaterThan(0)
  })

  it('go on when one of them is closed, which sends nothing and hears nothing from then on', async () => {
    const [one, other] = [await open(), await open()]
    const [ofOne, ofOther] = [one, other].map((store) => store.watch({ key: '/a', startRevision: 1 }))
    await Promise.all([ofOne?.opened, ofOther?.opened])
    const heard = firstOf(ofOther)
    const ended = allOf(ofOne)
    await one.close()
    await one.close()
    expect(await ended).toEqual([])
    await use(other)
    expect(await heard).toBe('/a')
    const closed = expect.objectContaining({ code: 'closed' })
    await expect(one.range({ key: '/a' })).rejects.toEqual(closed)
    await expect(one.clusterId()).rejects.toEqual(closed)
    await expect(use(one)).rejects.toEqual(closed)
    await expect(one.watch({ key: '/a', startRevision: 1 }).opened).rejects.toEqual(closed)
    expect((await other.range({ key: '/a' })).kvs).toHaveLength(1)
  })

  it('are told each what was found out before they came, and one that throws holds up nobody', async () => {
    const told: string[] = []
    const user = { user: 'somebody', password: 'x', isPlaintextPasswordAllowed: true }
    const throwing = () => {
      throw new Error('a callback of the component')
    }
    await use(await open({ ...user, onWarning: throwing }))
    await use(await open({ ...user, onWarning: (text) => told.push(text) }))
    expect(told).toEqual([expect.stringContaining('access control is off')])
  })

  it('have a new one once all of them were closed', async () => {
    const store = await open()
    await use(store)
    const { connections } = proxy.counts
    await store.close()
    await use(await open())
    expect(proxy.counts.connections).toBe(connections * 2)
  })

  it('stand on several once they are many', async () => {
    const stores = await Promise.all(Array.from({ length: 41 }, () => open()))
    await use(stores[0] as Store)
    const { connections } = proxy.counts
    await Promise.all(stores.map(use))
    expect(proxy.counts.connections).toBe(connections * 3)
  })

  async function open(options: Partial<EtcdStoreOptions> = {}): Promise<Store> {
    const store = await openEtcdStore({ endpoints: [proxy.endpoint], isShared: true, ...options })
    opened.push(store)
    return store
  }

  async function use(store: Store): Promise<void> {
    const put = { kind: 'put', key: '/a', value: Buffer.from('1') } as const
    await store.txn({ compare: [], success: [put], failure: [] })
  }

  async function firstOf(watch: ReturnType<Store['watch']> | undefined): Promise<string | undefined> {
    for await (const { events } of watch ?? []) {
      const [event] = events
      if (event?.kind === 'put') return event.kv.key
    }
    return undefined
  }

  async function allOf(watch: ReturnType<Store['watch']> | undefined): Promise<unknown[]> {
    const batches: unknown[] = []
    for await (const batch of watch ?? []) batches.push(batch)
    return batches
  }
})
