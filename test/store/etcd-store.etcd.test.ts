import { rmSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import type { Operation, Store } from '../../src/model/index.ts'
import { type EtcdStoreOptions, openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, freePort, startEtcd, startEtcdCluster } from '../support/etcd.ts'
import { allEtcds } from '../support/etcd-releases.ts'
import { describeGroup } from '../support/groups.ts'
import { codeOf, put, take, takeBatches } from './contract/tools.ts'

const commit = (store: Store, ...success: Operation[]) => store.txn({ compare: [], success, failure: [] })
const failure = (call: Promise<unknown>) =>
  call.then(
    () => 'no error',
    (error: unknown) => error,
  )
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function start(...options: Parameters<typeof startEtcd>): Promise<EtcdServer> {
  const server = await startEtcd(...options)
  cleanups.push(() => server.stop())
  return server
}

async function open(options: EtcdStoreOptions): Promise<Store> {
  const store = await openEtcdStore(options)
  cleanups.push(() => store.close())
  return store
}

describeGroup('etcd', etcdMissing(), 'etcd that is unreachable', () => {
  it('is an error within a second, and a write that was never sent was not applied', async () => {
    const store = await open({ endpoints: [`127.0.0.1:${await freePort()}`] })
    const begun = Date.now()
    expect(await failure(store.range({ key: 'a' }))).toMatchObject({
      name: 'StoreError',
      code: 'unreachable',
    })
    expect(await failure(commit(store, put('a', '1')))).toMatchObject({
      code: 'unreachable',
      outcome: 'not-applied',
    })
    expect(await failure(store.watch({ key: 'a', startRevision: 1 }).opened)).toMatchObject({
      code: 'unreachable',
    })
    expect(Date.now() - begun).toBeLessThan(8_000)
    expect(await store.status()).toMatchObject([
      { reachable: false, problem: expect.stringContaining('ECONNREFUSED') },
    ])
  })

  it('but for one endpoint is no error', async () => {
    const server = await start()
    const dead = `127.0.0.1:${await freePort()}`
    const store = await open({ endpoints: [dead, server.endpoint] })
    expect((await commit(store, put('a', '1'))).revision).toBe(2)
    expect((await store.range({ key: 'a' })).count).toBe(1)
    expect(await takeBatches(store, 'a', 2, 1)).toHaveLength(1)
    expect((await store.status()).map(({ endpoint, reachable }) => [endpoint, reachable])).toEqual([
      [dead, false],
      [server.endpoint, true],
    ])
  })

  it('paused: the deadline passes, and what became of a write is unknown', async () => {
    const server = await start()
    const store = await open({ endpoints: [server.endpoint], timeoutMilliseconds: 500 })
    await commit(store, put('a', '1'))
    server.pause()
    expect(await failure(commit(store, put('a', '2')))).toMatchObject({ code: 'timeout', outcome: 'unknown' })
    server.resume()
    expect((await store.range({ key: 'a' })).count).toBe(1)
  })

  it('killed under a write: the outcome is unknown', async () => {
    const server = await start()
    const store = await open({ endpoints: [server.endpoint] })
    await commit(store, put('a', '1'))
    server.pause()
    const pending = failure(commit(store, put('a', '2')))
    await new Promise((resolve) => setTimeout(resolve, 100))
    await server.kill()
    expect(await pending).toMatchObject({ code: 'unreachable', outcome: 'unknown' })
  })

  it('without a leader: a watch ends with an error within seconds', async () => {
    const cluster = await startEtcdCluster(3)
    cleanups.push(() => Promise.all(cluster.map((server) => server.stop())))
    const [survivor, ...others] = cluster as [EtcdServer, EtcdServer, EtcdServer]
    const store = await open({ endpoints: [survivor.endpoint], watchResumeMilliseconds: 1_000 })
    await commit(store, put('a', '1'))
    const watch = store.watch({ key: 'a', startRevision: 2 })
    await watch.opened
    const reading = failure(take(watch, 2))
    const begun = Date.now()
    await Promise.all(others.map((server) => server.kill()))
    expect(await reading).toMatchObject({ code: 'no-leader' })
    expect(Date.now() - begun).toBeLessThan(12_000)
    expect(await failure(commit(store, put('a', '2')))).toMatchObject({ outcome: 'not-applied' })
    expect(await store.status()).toMatchObject([{ reachable: true, isLeader: false }])
  })
})

describeGroup('etcd', etcdMissing(), 'a watch on etcd', () => {
  it('goes on after the server was killed and started again, without a gap or a repetition', async () => {
    const server = await start()
    const store = await open({ endpoints: [server.endpoint], watchResumeMilliseconds: 20_000 })
    const watch = store.watch({ key: 'k', startRevision: 1 })
    await watch.opened
    const reading = take(watch, 60)
    for (let index = 0; index < 30; index++) await commit(store, put('k', String(index)))
    await server.restart()
    const other = await open({ endpoints: [server.endpoint] })
    for (let index = 30; index < 60; index++) await commit(other, put('k', String(index)))
    const batches = await reading
    expect(batches.map((batch) => batch.revision)).toEqual(batches.map((_, index) => index + 2))
  })

  it('ends with an error once the server stays away', async () => {
    const server = await start()
    const store = await open({ endpoints: [server.endpoint], watchResumeMilliseconds: 300 })
    const watch = store.watch({ key: 'k', startRevision: 1 })
    await watch.opened
    await server.kill()
    expect(await failure(take(watch, 1))).toMatchObject({ code: 'unreachable' })
  })

  it('ends with compacted when what it missed is gone', async () => {
    const server = await start()
    const store = await open({ endpoints: [server.endpoint], watchResumeMilliseconds: 20_000 })
    await commit(store, put('k', '0'))
    const watch = store.watch({ key: 'k', startRevision: 5 })
    await watch.opened
    // A start in the future holds the place while the history before it goes.
    for (let index = 0; index < 3; index++) await commit(store, put('other', String(index)))
    const reading = failure(take(watch, 1))
    for (let index = 0; index < 5; index++) await commit(store, put('other', String(index)))
    await store.compact(9)
    await server.restart()
    expect(await reading).toMatchObject({ code: 'compacted' })
  })

  it('ends with went-back when the server comes back with an older history', async () => {
    const server = await start()
    const store = await open({ endpoints: [server.endpoint], watchResumeMilliseconds: 20_000 })
    await commit(store, put('k', '0'))
    await commit(store, put('k', '1'))
    const watch = store.watch({ key: 'k', startRevision: 2 })
    await watch.opened
    const reading = failure(take(watch, 3))
    await server.kill()
    rmSync(server.dataDir, { recursive: true })
    await server.restart()
    expect(await reading).toMatchObject({ code: 'went-back' })
  })

  it('delivers 12 MB of missed revisions, more than one message may hold', async () => {
    const server = await start()
    const store = await open({ endpoints: [server.endpoint] })
    const value = Buffer.alloc(100_000, 'x')
    for (let index = 0; index < 12; index++) {
      await commit(
        store,
        ...Array.from({ length: 10 }, (_, item) => ({ kind: 'put' as const, key: `k${item}`, value })),
      )
    }
    const batches = await takeBatches(store, 'k', 2, 12)
    expect(batches.map((batch) => [batch.revision, batch.events.length])).toEqual(
      batches.map((_, index) => [index + 2, 10]),
    )
    const past = await store.range({ key: 'k', end: 'l' })
    expect(past.kvs).toHaveLength(10)
  })
})

for (const { name, executable, group, missing } of allEtcds) {
  describeGroup(group, missing, `${name} with authentication`, () => {
    async function guarded(): Promise<EtcdServer> {
      const server = await start({ executable })
      await server.etcdctl('put', '/secret/a', 'x')
      await server.etcdctl('role', 'add', 'reader')
      await server.etcdctl('role', 'grant-permission', '--prefix=true', 'reader', 'readwrite', '/config/')
      await server.etcdctl('user', 'add', 'alice:pa:ss')
      await server.etcdctl('user', 'grant-role', 'alice', 'reader')
      await server.enableAuthentication('root')
      return server
    }

    it('refuses a wrong password, and a call without one', async () => {
      const server = await guarded()
      const wrong = await open({ endpoints: [server.endpoint], user: 'alice', password: 'wrong' })
      expect(await failure(wrong.range({ key: '/config/a' }))).toMatchObject({ code: 'authentication' })
      expect(await failure(commit(wrong, put('/config/a', '1')))).toMatchObject({
        code: 'authentication',
        outcome: 'not-applied',
      })
      const nobody = await open({ endpoints: [server.endpoint] })
      expect(await failure(nobody.range({ key: '/config/a' }))).toMatchObject({ code: 'authentication' })
      const errors = await Promise.all([
        failure(wrong.range({ key: '/config/a' })),
        failure(wrong.clusterId()),
      ])
      expect(String(errors)).not.toContain('wrong')
    })

    it('lets a user do what the role allows and nothing else', async () => {
      const server = await guarded()
      const store = await open({ endpoints: [server.endpoint], user: 'alice', password: 'pa:ss' })
      expect((await commit(store, put('/config/a', '1'))).succeeded).toBe(true)
      expect(await store.clusterId()).toMatch(/^[0-9a-f]{16}$/)
      expect(await store.status()).toMatchObject([{ reachable: true }])
      expect(await failure(store.range({ key: '/secret/a' }))).toMatchObject({ code: 'permission' })
      expect(await failure(commit(store, put('/secret/a', '1')))).toMatchObject({
        code: 'permission',
        outcome: 'not-applied',
      })
    })

    it('a watch that is refused does not hold up another', async () => {
      const server = await guarded()
      const store = await open({ endpoints: [server.endpoint], user: 'alice', password: 'pa:ss' })
      const { revision } = await commit(store, put('/config/a', '1'))
      const denied = store.watch({ key: '/secret/a', startRevision: 1 })
      const allowed = store.watch({ key: '/config/a', startRevision: revision })
      expect(codeOf(await failure(denied.opened))).toBe('permission')
      expect(codeOf(await failure(take(denied, 1)))).toBe('permission')
      expect(await take(allowed, 1)).toHaveLength(1)
    })

    it('goes on after a restart, which makes the server forget its tokens', async () => {
      const server = await guarded()
      const store = await open({
        endpoints: [server.endpoint],
        user: 'alice',
        password: 'pa:ss',
        watchResumeMilliseconds: 20_000,
      })
      const { revision } = await commit(store, put('/config/a', '1'))
      const watch = store.watch({ key: '/config/a', startRevision: revision })
      await watch.opened
      const reading = take(watch, 2)
      await server.restart()
      const again = await open({ endpoints: [server.endpoint], user: 'alice', password: 'pa:ss' })
      expect((await commit(again, put('/config/a', '2'))).succeeded).toBe(true)
      expect(await reading).toHaveLength(2)
      expect((await store.range({ key: '/config/a' })).count).toBe(1)
    })
  })
}

for (const { name, executable, group, missing } of allEtcds)
  describeGroup(group, missing, `the status of ${name}`, () => {
    it('tells its size, what of that is in use, its quota, and the streams of watches', async () => {
      const server = await start({ executable, quotaBackendBytes: 64 << 20 })
      const store = await open({ endpoints: [server.endpoint] })
      await commit(store, put('a', '1'))
      const [before] = await store.status()
      expect(before).toMatchObject({ quotaBytes: 64 << 20, watchStreams: 0 })
      expect(before?.inUseBytes).toBeGreaterThan(0)
      expect(before?.sizeBytes).toBeGreaterThanOrEqual(before?.inUseBytes ?? 0)
      const watch = store.watch({ key: 'a', startRevision: 1 })
      await watch.opened
      expect(await store.status()).toMatchObject([{ watchStreams: 1 }])
    })
  })

describeGroup('etcd', etcdMissing(), 'etcd that is full', () => {
  it('refuses puts with no-space, outcome unknown, and shows its alarm', { timeout: 300_000 }, async () => {
    const server = await start({ quotaBackendBytes: 2 * 1024 * 1024 })
    const store = await open({ endpoints: [server.endpoint] })
    const value = Buffer.alloc(500_000, 'x')
    let error: unknown
    // etcd looks at the size of its file, which grows some time after a put
    for (let index = 0; index < 500 && error === undefined; index++) {
      error = await commit(store, { kind: 'put', key: `k${index}`, value }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
    }
    expect(error).toMatchObject({ code: 'no-space', outcome: 'unknown' })
    expect(await store.status()).toMatchObject([{ alarms: ['NOSPACE'] }])
    expect((await commit(store, { kind: 'delete', key: 'k0' })).succeeded).toBe(true)
  })
})
