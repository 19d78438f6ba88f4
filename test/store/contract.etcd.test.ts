import { afterAll, beforeAll } from 'vitest'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, startEtcd } from '../support/etcd.ts'
import { allEtcds } from '../support/etcd-releases.ts'
import { describeGroup } from '../support/groups.ts'
import { describeStore } from './contract.ts'

for (const { name, executable, group, missing } of allEtcds) {
  describeGroup(group, missing, `the store over a real ${name}`, () => {
    let server: EtcdServer
    beforeAll(async () => {
      server = await startEtcd({ executable })
    })
    afterAll(() => server.stop())

    describeStore(() => openEtcdStore({ endpoints: [server.endpoint] }))
  })
}
