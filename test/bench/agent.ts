// How long a change takes from etcd to the file, to the end of the reload, to a BPF map (as root) and to a ruleset, beside a bare watch in the same run; and what
// an idle agent costs; with a number of agents, what so many cost together. By hand: npx tsx test/bench/agent.ts [changes] [agents]
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEtcdStore } from '../../src/store/index.ts'
import { startEtcd } from '../support/etcd.ts'
import { measureKernel } from './agent-kernel.ts'

const changes = Number(process.argv[2] ?? 200)
const many = Number(process.argv[3] ?? 0)
/** As the unit has it. */
const environment = {
  ...process.env,
  NODE_OPTIONS: '--max-semi-space-size=1',
  MALLOC_ARENA_MAX: '1',
}
const key = '/config/app/json'
const folder = mkdtempSync(join(tmpdir(), 'appia-bench-agent-'))
const path = join(folder, 'etc/app.json')
const settingsFile = join(folder, 'agent.json')
mkdirSync(join(folder, 'etc'))

const etcd = await startEtcd()
const store = await openEtcdStore({ endpoints: [etcd.endpoint] })
writeFileSync(
  settingsFile,
  JSON.stringify({
    endpoints: [etcd.endpoint],
    stateFolder: join(folder, 'state'),
    files: { app: { path, reload: { command: ['/bin/true'] } } },
  }),
)
const program = join(import.meta.dirname, '../../dist/main.js')
await put(0)
const bareStarted = performance.now()
spawnSync(process.execPath, ['-e', '0'])
const bareStart = performance.now() - bareStarted
const started = performance.now()
const agent = spawn(process.execPath, [program, 'agent', 'app', '--settings', settingsFile], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: environment,
})
const reloaded = new Map<number, (at: number) => void>()
agent.stdout.on('data', (chunk: Buffer) => {
  for (const line of chunk.toString().trim().split('\n')) {
    const event = JSON.parse(line) as { readonly kind: string; readonly revision?: number }
    if (event.kind === 'installed') reloaded.get(event.revision ?? 0)?.(performance.now())
  }
})
try {
  while (!existsSync(path)) await pause(2)
  const firstFile = performance.now() - started
  await pause(1000)
  const timings = await measure()
  const kernel = await measureKernel({ program, environment, endpoint: etcd.endpoint, store }, changes)
  console.log('| from the commit in etcd to | p50 ms | p99 ms |\n| --- | --- | --- |')
  for (const [name, values] of Object.entries({ ...timings, ...kernel }))
    console.log(`| ${name} | ${quantile(values, 0.5).toFixed(1)} | ${quantile(values, 0.99).toFixed(1)} |`)
  const before = cpuSeconds(agent)
  await pause(10_000)
  console.log(
    `start to first file ${firstFile.toFixed(0)} ms, node -e 0 ${bareStart.toFixed(0)} ms; idle: ${memoryMiB(agent, 'VmRSS', 'status')} MiB (${memoryMiB(agent, 'Pss', 'smaps_rollup')} of its own and its share), ${((cpuSeconds(agent) - before) * 10).toFixed(2)} % of a core`,
  )
  if (many > 0) await measureMany(many)
} finally {
  agent.kill('SIGTERM')
  await store.close()
  await etcd.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(): Promise<{ readonly [name: string]: number[] }> {
  const timings = {
    'a bare watch': [] as number[],
    'the file': [] as number[],
    'the end of the reload': [] as number[],
  }
  let seen: (revision: number) => void = () => undefined
  const watching = store.watch({ key, startRevision: (await put(0)) + 1 })
  await watching.opened
  const batches = (async () => {
    for await (const { events, revision } of watching) if (events.length > 0) seen(revision)
  })()
  let renamed: () => void = () => undefined
  const watcher = watch(join(folder, 'etc'), (_, name) => name === 'app.json' && renamed())
  for (let change = 1; change <= changes; change++) {
    const start = performance.now()
    const bare = new Promise<number>((resolve) => {
      seen = () => resolve(performance.now())
    })
    const file = new Promise<number>((resolve) => {
      renamed = () => resolve(performance.now())
    })
    const revision = await put(change)
    const reload = new Promise<number>((resolve) => reloaded.set(revision, resolve))
    timings['a bare watch'].push((await bare) - start)
    timings['the file'].push((await file) - start)
    timings['the end of the reload'].push((await reload) - start)
    await pause(10)
  }
  watcher.close()
  await watching.close()
  await batches
  return timings
}

async function put(n: number): Promise<number> {
  const value = Buffer.from(JSON.stringify({ n, padding: 'x'.repeat(1000) }))
  return (await store.txn({ compare: [], success: [{ kind: 'put', key, value }], failure: [] })).revision
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

function memoryMiB({ pid }: ChildProcess, field: string, file: string): number {
  const status = readFileSync(`/proc/${pid}/${file}`, 'utf8')
  return Math.round(Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024)
}

function cpuSeconds({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

/** So many agents of one document: from a commit until the last of them has its file, and what they cost. */
async function measureMany(count: number): Promise<void> {
  const folders = Array.from({ length: count }, (_, n) => join(folder, `many${n}`))
  const agents: ChildProcess[] = []
  try {
    const began = performance.now()
    for (const [n, own] of folders.entries()) {
      mkdirSync(own)
      const settings = {
        endpoints: [etcd.endpoint],
        stateFolder: join(own, 'state'),
        files: { app: { path: join(own, 'app.json') } },
      }
      writeFileSync(join(own, 'agent.json'), JSON.stringify(settings))
      const words = [program, 'agent', `app@n${n}`, '--settings', join(own, 'agent.json')]
      agents.push(spawn(process.execPath, words, { stdio: 'ignore', env: environment }))
      // A few at a time: a host does not start all of them at once either.
      while (n % 4 === 3 && !existsSync(join(own, 'app.json'))) await pause(20)
    }
    const files = folders.map((own) => join(own, 'app.json'))
    while (!files.every((file) => existsSync(file))) await pause(100)
    const started = performance.now() - began
    const all: number[] = []
    for (let change = 1; change <= 10; change++) {
      const before = performance.now()
      const text = `{"many":${change}}`
      await store.txn({
        compare: [],
        success: [{ kind: 'put', key, value: Buffer.from(text) }],
        failure: [],
      })
      while (!files.every((file) => readFileSync(file, 'utf8') === text)) await pause(2)
      all.push(performance.now() - before)
    }
    const cpu = agents.map((each) => cpuSeconds(each))
    await pause(10_000)
    const share = agents.reduce((sum, each, n) => sum + cpuSeconds(each) - (cpu[n] ?? 0), 0) * 10
    const memory = agents.reduce((sum, each) => sum + memoryMiB(each, 'Pss', 'smaps_rollup'), 0)
    console.log(
      `${count} agents: all files after ${(started / 1000).toFixed(1)} s; from a commit to the last file p50 ${quantile(all, 0.5).toFixed(0)} ms, worst ${Math.max(...all).toFixed(0)} ms; ${memory} MiB, ${share.toFixed(1)} % of a core idle`,
    )
  } finally {
    for (const each of agents) each.kill('SIGTERM')
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
