import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, startEtcd } from '../support/etcd.ts'
import { allEtcds } from '../support/etcd-releases.ts'
import { describeGroup } from '../support/groups.ts'
import { put, takeBatches } from './contract/tools.ts'

for (const { name, executable, group, missing } of allEtcds) {
  describeGroup(group, missing, `${name} with access control on`, () => {
    let server: EtcdServer
    const opened: Store[] = []
    beforeAll(async () => {
      server = await startEtcd({ executable })
      await server.etcdctl('role', 'add', 'app')
      await server.etcdctl('role', 'grant-permission', '--prefix=true', 'app', 'readwrite', '/config/')
      await server.etcdctl('user', 'add', 'app:pw')
      await server.etcdctl('user', 'grant-role', 'app', 'app')
      await server.enableAuthentication('root')
    })
    afterAll(() => server.stop())
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()))
    })

    const openAs = async (user?: string, password = 'pw') => {
      const credentials = user === undefined ? {} : { user, password }
      const store = await openEtcdStore({ endpoints: [server.endpoint], ...credentials })
      opened.push(store)
      return store
    }
    const write = (store: Store, key: string) =>
      store.txn({ compare: [], success: [put(key, '1')], failure: [] })

    it('a user does all that its role allows, first a write', async () => {
      const store = await openAs('app')
      const { revision } = await write(store, '/config/a')
      expect(await store.clusterId()).toBe(await (await openAs('root', 'root')).clusterId())
      expect((await store.range({ key: '/config/a' })).count).toBe(1)
      expect(await takeBatches(store, '/config/a', revision, 1)).toHaveLength(1)
      const lease = await store.grantLease(10)
      expect(await store.keepAliveLease(lease.id)).toMatchObject({ id: lease.id })
      await store.revokeLease(lease.id)
    })

    it('what is denied is named, and nothing else is refused with it', async () => {
      const store = await openAs('app')
      await expect(store.range({ key: '/keys/', end: '/keys0' })).rejects.toMatchObject({
        code: 'permission',
        message: 'permission denied to read all under /keys/',
      })
      await expect(write(store, '/keys/a')).rejects.toMatchObject({
        code: 'permission',
        outcome: 'not-applied',
        message: 'permission denied to write /keys/a',
      })
      const watch = store.watch({ key: '/keys/a', startRevision: 1 })
      await expect(watch.opened).rejects.toMatchObject({ code: 'permission' })
      await watch.close()
      await write(store, '/config/a')
    })

    it('the status shows what the user may see', async () => {
      const [asRoot] = await (await openAs('root', 'root')).status()
      expect(asRoot).toMatchObject({ reachable: true, isLeader: true, hasLeader: true, isLearner: false })
      const [status] = await (await openAs('app')).status()
      expect(status).toMatchObject({ reachable: true, cluster: asRoot?.cluster })
      expect(status?.version === undefined).toBe(status?.limitation !== undefined)
      if (asRoot?.version === '3.6.11') expect(status?.limitation).toContain('root alone')
    })

    it('who gives no user is told so', async () => {
      const store = await openAs()
      await expect(store.range({ key: '/config/a' })).rejects.toMatchObject({ code: 'authentication' })
      await expect(write(store, '/config/a')).rejects.toMatchObject({ code: 'authentication' })
      expect(await store.status()).toMatchObject([{ reachable: true }])
    })

    it('a compaction is done or refused as one that did not happen', async () => {
      const root = await openAs('root', 'root')
      const { revision } = await write(root, '/config/a')
      const store = await openAs('app')
      const refused = await store.compact(revision).then(
        () => undefined,
        (error: unknown) => error,
      )
      if (refused !== undefined) expect(refused).toMatchObject({ code: 'permission', outcome: 'not-applied' })
    })
  })
}
