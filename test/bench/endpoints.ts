// Three endpoints of which the first two are sick: how long until a first read, until a first write, and until etcdctl has
// read one key, each in the same run. Ours is timed in a process that runs, etcdctl with its start (the row UUU).
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EndpointState, endpointStates, startSickEndpoints } from '../support/sick-endpoints.ts'

const put = { kind: 'put', key: 'a', value: Buffer.from('1') } as const
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const sick = Object.keys(endpointStates).filter((state) => state !== 'U' && state !== 'O') as EndpointState[]
const rows = [['U', 'U', 'U'] as const, ...sick.flatMap((a) => sick.map((b) => [a, b, 'U'] as const))]

const scene = await startSickEndpoints()
const samples = new Map<string, { read: number[]; write: number[]; etcdctl: number[]; failures: number }>()
for (let round = 0; round < rounds; round++) {
  for (const row of rows) {
    const name = row.join('')
    const sample = samples.get(name) ?? { read: [], write: [], etcdctl: [], failures: 0 }
    samples.set(name, sample)
    const endpoints = row.map((state) => scene.endpoints[state])
    sample.read.push(await timed((store) => store.range({ key: 'a' }), endpoints))
    sample.write.push(
      await timed((store) => store.txn({ compare: [], success: [put], failure: [] }), endpoints),
    )
    const { milliseconds, isAnswered } = await etcdctl(endpoints)
    sample.etcdctl.push(milliseconds)
    if (!isAnswered) sample.failures++
  }
}
await scene.close()

console.log(`${rounds} rounds, ms: p50 and p99`)
console.log('        first read     first write    etcdctl get    of them failed')
for (const [name, { read, write, etcdctl, failures }] of samples) {
  console.log(`${name}    ${[read, write, etcdctl].map(spread).join('    ')}    ${failures}`)
}
const all = (kind: 'read' | 'write' | 'etcdctl') =>
  [...samples].filter(([name]) => name !== 'UUU').flatMap(([, sample]) => sample[kind])
console.log(`sick   ${(['read', 'write', 'etcdctl'] as const).map((kind) => spread(all(kind))).join('    ')}`)

type Store = Awaited<ReturnType<typeof openEtcdStore>>

async function timed(use: (store: Store) => Promise<unknown>, endpoints: readonly string[]): Promise<number> {
  const store = await openEtcdStore({ endpoints })
  const start = performance.now()
  await use(store)
  const milliseconds = performance.now() - start
  await store.close()
  return milliseconds
}

async function etcdctl(endpoints: readonly string[]): Promise<{ milliseconds: number; isAnswered: boolean }> {
  const start = performance.now()
  const words = [`--endpoints=${endpoints.join(',')}`, 'get', 'a']
  const isAnswered = await promisify(execFile)('etcdctl', words, {
    env: { ...process.env, ETCDCTL_API: '3' },
  }).then(
    () => true,
    () => false,
  )
  return { milliseconds: performance.now() - start, isAnswered }
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return `${at(0.5).toFixed(0).padStart(5)} ${at(0.99).toFixed(0).padStart(5)}`
}
