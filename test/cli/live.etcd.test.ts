import { afterAll, beforeAll } from 'vitest'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { describeLive } from './live.ts'

describeGroup('etcd', etcdMissing(), 'live values of a real etcd', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  describeLive('the commands', async () => {
    await etcd.etcdctl('del', '', '--from-key')
    return {
      words: ['--env', 'lab', '--endpoints', etcd.endpoint],
      outside: () => async (key, change) => {
        const text = change('')
        await (text === undefined ? etcd.etcdctl('del', key) : etcd.etcdctl('put', key, '--', text))
      },
    }
  })
})
