import { afterAll, beforeAll } from 'vitest'
import type { Store } from '../../../src/model/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { describeOwnTrim } from './own-trim-cases.ts'

describeGroup('etcd', etcdMissing(), 'against a real etcd', () => {
  let server: EtcdServer
  let store: Store

  beforeAll(async () => {
    server = await startEtcd()
    store = await openEtcdStore({ endpoints: [server.endpoint], timeoutMilliseconds: 10_000 })
  })
  afterAll(async () => {
    await store?.close()
    await server?.stop()
  })

  describeOwnTrim('the history of etcd', async () => {
    await store.txn({ compare: [], success: [{ kind: 'delete', key: '\0', end: '\0' }], failure: [] })
    return store
  })
})
