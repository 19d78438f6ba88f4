// The client's figures: from commit to callback, messages a second next to bare node:crypto, memory after many updates.
// By hand: node --expose-gc --import tsx test/bench/client.ts
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { UnifiedEtcdClient } from '../../src/client/index.ts'
import { MessageOpener } from '../../src/client/messages/message-opener.ts'
import { MessageSealer } from '../../src/client/messages/message-sealer.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { sharedStore } from '../client/site.ts'
import { startEtcd } from '../support/etcd.ts'

const key = '/config/sniffer/json'
const channel = { from: 'sniffer', to: 'detector' }
const plain = Buffer.alloc(1024, 'flow ')

const etcd = await startEtcd()
const writer = await openEtcdStore({ endpoints: [etcd.endpoint] })
const readers = await openEtcdStore({ endpoints: [etcd.endpoint] })
try {
  await memory(36_000)
  for (const watchers of [1, 100]) await latency(watchers, 200)
  messages(100_000)
} finally {
  await readers.close()
  await writer.close()
  await etcd.stop()
}

/** Every watcher's callback counts, not only the first. */
async function latency(watchers: number, updates: number): Promise<void> {
  await write(0)
  const taken: number[] = []
  let sentAt = 0
  let heard = 0
  const clients = await Promise.all(
    Array.from({ length: watchers }, async () => {
      const client = await UnifiedEtcdClient.connect({ component: 'sniffer', store: sharedStore(readers) })
      client.watchConfig<{ n: number }>('sniffer', ({ n }) => {
        if (n === 0) return
        taken.push(performance.now() - sentAt)
        heard++
      })
      return client
    }),
  )
  for (let update = 1; update <= updates; update++) {
    heard = 0
    sentAt = performance.now()
    await write(update)
    while (heard < watchers) await new Promise((resolve) => setImmediate(resolve))
  }
  for (const client of clients) await client.close()
  taken.sort((a, b) => a - b)
  const at = (part: number) => taken[Math.floor(taken.length * part)]?.toFixed(1)
  console.log(
    `from sending the put to the callback, ${watchers} watchers: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  )
}

/** In turns, so that a machine that slows down slows all of them. */
function messages(count: number): void {
  const spent = { seal: 0, open: 0, 'bare seal': 0, 'bare open': 0 }
  const rounds = 20
  const perRound = count / rounds
  for (let round = -1; round < rounds; round++) {
    const taken = { ...sealAndOpen(perRound), ...bareSealAndOpen(perRound) }
    // The round before the first warms up.
    if (round >= 0)
      for (const name of ['seal', 'open', 'bare seal', 'bare open'] as const) spent[name] += taken[name]
  }
  const rates = Object.entries(spent).map(([name, seconds]) => `${name} ${Math.round(count / seconds)}/s`)
  const parts = (['seal', 'open'] as const).map(
    (name) => `${name} ${(spent[`bare ${name}`] / spent[name]).toFixed(2)} x`,
  )
  console.log(`messages of 1 KiB: ${rates.join(', ')}; of bare node:crypto: ${parts.join(', ')}`)
}

function sealAndOpen(count: number): { seal: number; open: number } {
  const seed = randomBytes(32)
  const sealer = new MessageSealer('sniffer@gw-01', Date.now)
  const opener = new MessageOpener({ notBefore: 0, boots: [] })
  const context = { channel, seedOf: () => seed, longestMessageAge: 600_000 }
  const sealed: Buffer[] = []
  const seal = secondsOf(count, () =>
    sealed.push(sealer.seal({ id: 'k1', seed }, channel, { plain, cap: count })),
  )
  const open = secondsOf(count, (index) => {
    const opened = opener.open(sealed[index] ?? plain, { ...context, now: Date.now() })
    if (opened.kind !== 'opened') throw new Error(opened.reason)
  })
  return { seal, open }
}

function bareSealAndOpen(count: number): { 'bare seal': number; 'bare open': number } {
  const key = randomBytes(32)
  const nonce = Buffer.alloc(12)
  const header = Buffer.alloc(70)
  const options = { authTagLength: 16 }
  const sealed: { bytes: Buffer; tag: Buffer }[] = []
  const seal = secondsOf(count, (index) => {
    nonce.writeUInt32LE(index, 4)
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, options)
    cipher.setAAD(header, { plaintextLength: plain.length })
    const bytes = cipher.update(plain)
    cipher.final()
    sealed.push({ bytes, tag: cipher.getAuthTag() })
  })
  const open = secondsOf(count, (index) => {
    nonce.writeUInt32LE(index, 4)
    const { bytes = plain, tag = plain } = sealed[index] ?? {}
    const decipher = createDecipheriv('chacha20-poly1305', key, nonce, options)
    decipher.setAAD(header, { plaintextLength: bytes.length })
    decipher.setAuthTag(tag)
    decipher.update(bytes)
    decipher.final()
  })
  return { 'bare seal': seal, 'bare open': open }
}

/** As many updates as an hour has at ten a second, as fast as they go. */
async function memory(updates: number): Promise<void> {
  let heard = 0
  const client = await UnifiedEtcdClient.connect({ component: 'sniffer', store: sharedStore(readers) })
  client.watchConfig('sniffer', () => heard++)
  const before = used()
  const started = performance.now()
  for (let update = 1; update <= updates; update += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, index) => write(update + index)))
  }
  while (heard < updates) await new Promise((resolve) => setTimeout(resolve, 10))
  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(
    `memory after ${updates} updates in ${seconds} s: heap ${before} → ${used()} MiB, RSS ${rss()} MiB`,
  )
  await client.close()
}

async function write(n: number): Promise<void> {
  const value = Buffer.from(JSON.stringify({ n, filling: 'x'.repeat(1000) }))
  await writer.txn({ compare: [], success: [{ kind: 'put', key, value }], failure: [] })
}

function secondsOf(count: number, act: (index: number) => void): number {
  const started = performance.now()
  for (let index = 0; index < count; index++) act(index)
  return (performance.now() - started) / 1000
}

function used(): number {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().heapUsed / 1024 / 1024)
}

function rss(): number {
  return Math.round(process.memoryUsage().rss / 1024 / 1024)
}
