// One member as a process of its own: reports itself, acknowledges keys, and asks for a rotation when it is told to.
// Started with its identity file; etcdctl's variables say where etcd is and who it is.
import { UnifiedEtcdClient } from '../../../src/client/index.ts'

const client = await UnifiedEtcdClient.connect({
  component: 'sniffer',
  node: 'gw-01',
  identityFile: process.argv[2] ?? '',
  defaultConfig: {},
  statusTtlSeconds: 3,
})
client.publishRunning()
process.on('message', () => client.updateEncryptionSeed('the test asks'))
process.on('disconnect', () => process.exit())
