// One component as a process of its own: receives messages of one channel, sends those of another, tells its parent
// twice a second what it saw. Started by pipeline.test.ts.
import { Publisher, Pull, Push, Subscriber } from 'zeromq'
import { type ChannelName, ClientError, UnifiedEtcdClient } from '../../../src/client/index.ts'
import { parseMessage } from '../../../src/client/messages/message-header.ts'

/** What the parent tells a component, as JSON in its first argument. */
export interface ComponentOrders {
  readonly component: 'sniffer' | 'detector' | 'firewall'
  readonly etcd: string
  readonly identityFile: string
  readonly cacheFile: string
  /** Where the sniffer and the detector send: addresses of ZeroMQ. */
  readonly flows: string
  readonly verdicts: string
}

/** What a component tells its parent. */
export interface ComponentReport {
  readonly component: string
  readonly sent: number
  readonly opened: number
  /** By reason. */
  readonly rejected: { readonly [reason: string]: number }
  /** Counters that did not rise within one start of a sender: a nonce used twice. */
  readonly reused: number
  /** Keys under which messages were opened. */
  readonly keys: readonly string[]
}

/** Small queues: a message that waits longer than the longest message age is refused. */
const queues = { sendHighWaterMark: 10, sendBufferSize: 32_768, linger: 0 } as const
const intake = { receiveHighWaterMark: 10, receiveBufferSize: 32_768 } as const

const flows: ChannelName = { from: 'sniffer', to: 'detector' }
const verdicts: ChannelName = { from: 'detector', to: 'firewall' }

const orders = JSON.parse(process.argv[2] ?? '') as ComponentOrders
const rejected: { [reason: string]: number } = {}
const keys = new Set<string>()
const counters = new Map<string, number>()
let sent = 0
let opened = 0
let reused = 0

const client = await UnifiedEtcdClient.connect({
  component: orders.component,
  node: 'gw-01',
  endpoints: [orders.etcd],
  identityFile: orders.identityFile,
  cacheFile: orders.cacheFile,
  defaultConfig: {},
})
client.publishRunning()
setInterval(() => process.send?.(report()), 500)
process.on('message', (message) => {
  if (message === 'rotate') client.updateEncryptionSeed('the test asks')
})
process.on('disconnect', () => process.exit())

if (orders.component === 'sniffer') await sniff()
if (orders.component === 'detector') await detect()
if (orders.component === 'firewall') await block()

async function sniff(): Promise<void> {
  const socket = new Push(queues)
  await socket.bind(orders.flows)
  const flow = Buffer.alloc(1024, 'flow ')
  for (;;) {
    const message = seal(flows, flow)
    if (message === undefined) await pause(5)
    else await socket.send(message)
    // Lets the library read from etcd between bursts.
    if (sent % 20 === 0) await pause(0)
  }
}

async function detect(): Promise<void> {
  const input = new Pull(intake)
  const output = new Publisher(queues)
  input.connect(orders.flows)
  await output.bind(orders.verdicts)
  for await (const [message] of input) {
    if (message === undefined || !(await take(flows, message))) continue
    const verdict = seal(verdicts, Buffer.from(`verdict ${opened}`))
    if (verdict !== undefined) await output.send(verdict)
  }
}

async function block(): Promise<void> {
  const input = new Subscriber(intake)
  input.connect(orders.verdicts)
  input.subscribe()
  for await (const [message] of input) if (message !== undefined) await take(verdicts, message)
}

function seal(channel: ChannelName, plain: Buffer): Buffer | undefined {
  try {
    const message = client.encrypt(channel, plain)
    sent++
    return message
  } catch (error) {
    if (error instanceof ClientError && error.code === 'waiting-for-key') return undefined
    throw error
  }
}

async function take(channel: ChannelName, message: Buffer): Promise<boolean> {
  const result = await client.decrypt(channel, message)
  if (result.kind === 'rejected') {
    rejected[result.reason] = (rejected[result.reason] ?? 0) + 1
    return false
  }
  opened++
  keys.add(result.keyId)
  const { sender = '', bootId, counter = 0 } = parseMessage(message)?.header ?? {}
  const boot = `${sender} ${bootId?.toString('hex')}`
  if (counter <= (counters.get(boot) ?? -1)) reused++
  counters.set(boot, counter)
  return true
}

function report(): ComponentReport {
  return { component: orders.component, sent, opened, rejected, reused, keys: [...keys] }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (milliseconds === 0) setImmediate(resolve)
    else setTimeout(resolve, milliseconds)
  })
}
