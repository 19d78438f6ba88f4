// How long a change takes from etcd to the file and to the end of the reload, beside a bare watch in the same run; and what
// an idle agent costs. By hand: npx tsx test/bench/agent.ts [changes]
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEtcdStore } from '../../src/store/index.ts'
import { startEtcd } from '../support/etcd.ts'

const changes = Number(process.argv[2] ?? 200)
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
const started = performance.now()
const program = join(import.meta.dirname, '../../dist/main.js')
await put(0)
const agent = spawn(process.execPath, [program, 'agent', 'app', '--settings', settingsFile], {
  stdio: ['ignore', 'pipe', 'inherit'],
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
  console.log('| from the commit in etcd to | p50 ms | p99 ms |\n| --- | --- | --- |')
  for (const [name, values] of Object.entries(timings))
    console.log(`| ${name} | ${quantile(values, 0.5).toFixed(1)} | ${quantile(values, 0.99).toFixed(1)} |`)
  const before = cpuSeconds()
  await pause(10_000)
  console.log(
    `start to first file ${firstFile.toFixed(0)} ms; idle: ${residentMiB()} MiB, ${((cpuSeconds() - before) * 10).toFixed(2)} % of a core`,
  )
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

function residentMiB(): number {
  const status = readFileSync(`/proc/${agent.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${agent.pid}/stat`, 'utf8').split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
