// How long a change takes from etcd to the map in the kernel, and to the first packet that carries it. As root, by hand:
//   npx tsx test/bench/kernel.ts [changes]
import type { ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { followMaps } from '../../src/kernel/index.ts'
import { type Layout, resolveLayout } from '../../src/layout/index.ts'
import type { JsonValue } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { CaptureHost, compileBpf } from '../e2e/kernel/capture-host.ts'
import { run, snifferDocuments, writeHeaders } from '../e2e/kernel/headers.ts'
import { startEtcd } from '../support/etcd.ts'
import { snifferMaps } from '../support/sniffer-maps.ts'

const changes = Number(process.argv[2] ?? 200)
const key = '/config/sniffer/iface_configs/json'
const kernelTests = join(import.meta.dirname, '../e2e/kernel')
const layout = resolveLayout(snifferMaps).layout as Layout

const headers = writeHeaders(snifferMaps)
const capture = new CaptureHost(['eth1', 'eth3'])
const etcd = await startEtcd()
const store = await openEtcdStore({ endpoints: [etcd.endpoint] })
const stop = new AbortController()
let sender: ChildProcess | undefined
try {
  const object = join(capture.folder, 'capture.bpf.o')
  compileBpf(join(kernelTests, 'capture.bpf.c'), headers, object)
  capture.load(object, ['eth1', 'eth3'])
  const reader = join(capture.folder, 'reader')
  run('g++', ['-std=c++20', '-O2', `-I${headers}`, join(kernelTests, 'reader.cpp'), '-o', reader, '-lbpf'])
  await capture.startReader(reader)
  for (const [name, document] of snifferDocuments()) await put(name, document)
  sender = capture.startStream('eth1', 5000)
  report(await measure())
} finally {
  stop.abort()
  sender?.kill('SIGKILL')
  await store.close()
  await etcd.stop()
  capture.close()
  rmSync(headers, { recursive: true, force: true })
}

interface Timings {
  /** Until the entry was in the map, read back and verified. */
  readonly entry: number[]
  /** Until the reader saw a packet with the new tag; one packet is sent every millisecond. */
  readonly packet: number[]
}

async function measure(): Promise<Timings> {
  let synced: (revision: number) => void = () => undefined
  const host = capture.host()
  const following = followMaps({
    ...{ store, prefix: '', layout, pins: capture.pins, readHost: async () => host, signal: stop.signal },
    onSync: (outcome, revision) => {
      if (outcome.kind !== 'synced') throw new Error(JSON.stringify(outcome))
      synced(revision)
    },
    onTrouble: (error) => console.error(error.message),
  })
  await new Promise<void>((resolve) => {
    synced = () => resolve()
  })
  const timings: Timings = { entry: [], packet: [] }
  for (let change = 0; change < changes; change++) {
    const mode = change % 2 === 0 ? 'gateway' : 'host-based'
    const tag = change % 2 === 0 ? 2 : 1
    const start = performance.now()
    const entry = new Promise<number>((resolve) => {
      synced = () => resolve(performance.now())
    })
    const packet = capture.whenPacket(({ mode: seen }) => seen === tag)
    await put(key, { interfaces: { eth1: { mode, role: 'wan' }, eth3: { mode: 'gateway', role: 'lan' } } })
    timings.entry.push((await entry) - start)
    timings.packet.push((await packet) - start)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  stop.abort()
  await following
  return timings
}

async function put(name: string, document: JsonValue): Promise<void> {
  const value = Buffer.from(JSON.stringify(document))
  await store.txn({ compare: [], success: [{ kind: 'put', key: name, value }], failure: [] })
}

function report({ entry, packet }: Timings): void {
  console.log(`${changes} changes, from sending the transaction to etcd`)
  for (const [name, times] of Object.entries({
    'map entry verified': entry,
    'first packet tagged': packet,
  })) {
    const sorted = [...times].sort((a, b) => a - b)
    const at = (share: number) => (sorted[Math.ceil(share * sorted.length) - 1] as number).toFixed(1)
    console.log(`${name.padEnd(20)} p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`)
  }
}
