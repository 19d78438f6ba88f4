import { afterAll, beforeAll } from 'vitest'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { describeStore } from './contract.ts'

describeGroup('etcd', etcdMissing(), 'the store over a real etcd', () => {
  let server: EtcdServer
  beforeAll(async () => {
    server = await startEtcd()
  })
  afterAll(() => server.stop())

  describeStore(() => openEtcdStore({ endpoints: [server.endpoint] }))
})
