import { afterAll, beforeAll } from 'vitest'
import type { Store } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { describeSignatures } from './signed-cases.ts'

describeGroup('etcd', etcdMissing(), 'against a real etcd', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  describeSignatures('an agent with signers', open)

  /** The server without a key. */
  async function open(): Promise<Store> {
    const store = await openEtcdStore({ endpoints: [etcd.endpoint], timeoutMilliseconds: 10_000 })
    await store.txn({ compare: [], success: [{ kind: 'delete', key: '\0', end: '\0' }], failure: [] })
    return store
  }
})
