// A component that prints everything it can about itself: the worst case for a secret. Started by canary.test.ts.
import { inspect } from 'node:util'
import { UnifiedEtcdClient } from '../../../src/client/index.ts'

const [endpoint = '', identityFile = '', cacheFile = ''] = process.argv.slice(2)
const everything = {
  depth: Number.POSITIVE_INFINITY,
  showHidden: true,
  maxArrayLength: null,
  maxStringLength: null,
}

const client = await UnifiedEtcdClient.connect({
  component: 'sniffer',
  node: 'gw-01',
  endpoints: [endpoint],
  identityFile,
  cacheFile,
  onEvent: (event) => console.log(JSON.stringify(event)),
})
client.publishRunning()
const channel = { from: 'sniffer', to: 'sniffer' }
setInterval(async () => {
  if (client.health().keys !== 'ready') return
  const { keyId, seed } = client.getEncryptionSeed()
  client.publishStatus({ keyId, seed: String(seed) })
  console.log(`seed ${seed}`, seed, JSON.stringify({ seed }), inspect({ seed }, everything))
  const opened = await client.decrypt(channel, client.encrypt(channel, Buffer.from('hello')))
  console.log(opened.kind, inspect(await client.decrypt(channel, Buffer.alloc(100, 1)), everything))
  console.error(new Error('something broke', { cause: { seed, client: client.health() } }))
  console.log(await client.getMetricsText(), JSON.stringify(await client.getMetrics()))
}, 100)
process.on('SIGTERM', () => void client.close().then(() => process.exit()))
