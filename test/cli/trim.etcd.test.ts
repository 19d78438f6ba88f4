import { afterAll, beforeAll } from 'vitest'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { describeTrimming } from './trim.ts'

describeGroup('etcd', etcdMissing(), 'trimming with a real etcd', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  describeTrimming('the history', async () => {
    await etcd.etcdctl('del', '', '--from-key')
    return ['--env', 'lab', '--endpoints', etcd.endpoint]
  })
})
