import { afterAll, beforeAll } from 'vitest'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { describeUndoAndDrift } from './undo-and-drift.ts'

describeGroup('etcd', etcdMissing(), 'undo and drift with a real etcd', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  describeUndoAndDrift('the commands', async () => {
    await etcd.etcdctl('del', '', '--from-key')
    return {
      words: ['--env', 'lab', '--endpoints', etcd.endpoint],
      outside: () => async (key, change) => {
        const live = (await etcd.etcdctl('get', key, '--print-value-only')).replace(/\n$/, '')
        const text = change(live)
        await (text === undefined ? etcd.etcdctl('del', key) : etcd.etcdctl('put', key, '--', text))
      },
    }
  })
})
