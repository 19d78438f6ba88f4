// Plan and apply of many small keys on a real etcd, beside the bare nested transaction in the same run.
import { loadavg } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { applyPlan, memoryJournal, readLive } from '../../src/apply/index.ts'
import {
  canonicalJson,
  type Desired,
  type Operation,
  prefixEnd,
  type Store,
  sha256,
} from '../../src/model/index.ts'
import { makePlan } from '../../src/plan/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { startEtcd } from '../support/etcd.ts'
import { home } from '../support/home.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const managedPrefixes = ['/config/']
const author = { who: 'bench' }
const lookup = () => ({ effect: 'live' as const, isSecret: false })

console.log(
  'medians of so many fresh stores; cpu is of this process, without etcd; load ' +
    (loadavg()[0] ?? 0).toFixed(1),
)
console.log(
  '  keys  runs   request     plan    apply  bare txn  apply/bare    of cpu  plan again  revisions  peak memory',
)
for (const [count, runs] of [
  [100, 5],
  [1_000, 5],
  [10_000, 7],
] as const) {
  const measured: Measured[] = []
  for (let run = 0; run < runs; run++) measured.push(await inFreshStore((store) => measureOne(store, count)))
  console.log(rowOf(count, measured))
}

interface Cost {
  readonly wall: number
  readonly cpu: number
}

interface Measured {
  readonly bare: Cost
  readonly plan: Cost
  readonly apply: Cost
  readonly again: Cost
  readonly requestBytes: number
  readonly revisions: number
}

async function inFreshStore<T>(task: (store: Store) => Promise<T>): Promise<T> {
  const etcd = await startEtcd()
  const store = await openEtcdStore({ endpoints: [etcd.endpoint] })
  try {
    return await task(store)
  } finally {
    await store.close()
    await etcd.stop()
  }
}

async function measureOne(store: Store, count: number): Promise<Measured> {
  const bare = await timed(() => store.txn({ compare: [], success: nested(puts(count)), failure: [] }))
  const first = await timed(() => plan(store, count))
  const made = first.value
  const before = (await readLive(store, { home, managedPrefixes })).revision
  const applied = await timed(() =>
    applyPlan({ store, plan: made, journal: memoryJournal(), author, now: new Date() }),
  )
  if (applied.value.kind !== 'applied') throw new Error(`the apply ended as ${applied.value.kind}`)
  const written = await store.range({ key: '/config/', end: prefixEnd('/config/'), keysOnly: true })
  const revisions = new Set(written.kvs.filter((kv) => kv.modRevision > before).map((kv) => kv.modRevision))
  const again = await timed(() => plan(store, count))
  return {
    bare: bare.cost,
    plan: first.cost,
    apply: applied.cost,
    again: again.cost,
    requestBytes: made.requestBytes,
    revisions: revisions.size,
  }
}

function rowOf(count: number, measured: readonly Measured[]): string {
  const of = (read: (one: Measured) => number) => median(measured.map(read))
  const memory = process.resourceUsage().maxRSS / 1024
  return [
    count.toLocaleString('en').padStart(6),
    String(measured.length).padStart(4),
    `${(of(({ requestBytes }) => requestBytes) / 1024).toFixed(0)} KiB`.padStart(8),
    milliseconds(of(({ plan }) => plan.wall)),
    milliseconds(of(({ apply }) => apply.wall)),
    milliseconds(of(({ bare }) => bare.wall)),
    `${of(({ apply, bare }) => apply.wall / bare.wall).toFixed(2)} x`.padStart(10),
    `${of(({ apply, bare }) => apply.cpu / bare.cpu).toFixed(2)} x`.padStart(8),
    milliseconds(of(({ again }) => again.wall)).padStart(10),
    String(Math.max(...measured.map(({ revisions }) => revisions))).padStart(9),
    `${memory.toFixed(0)} MiB`.padStart(11),
  ].join('  ')
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((x, y) => x - y)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Live state read and planned against `count` keys of 60 bytes. */
async function plan(store: Store, count: number) {
  const live = await readLive(store, { home, managedPrefixes })
  const made = makePlan({ desired: desiredOf(count), live, lookup, provenance: new Map() }).plan
  if (made === undefined) throw new Error('no plan')
  return made
}

function desiredOf(count: number): Desired {
  const entries = Array.from({ length: count }, (_, index) => {
    const value = { enabled: true, note: 'x'.repeat(22), number: index }
    const text = canonicalJson(value)
    const key = `/config/c${String(index).padStart(5, '0')}/json`
    return { key, component: 'bench', schema: 'bench', value, text, sha256: sha256(text) }
  })
  const environment = {
    name: 'bench',
    workspace: 'bench',
    store: 'etcd' as const,
    endpoints: [],
    prefix: '',
    isProtected: false,
    signers: [],
    readable: [],
  }
  return {
    workspace: 'bench',
    environment,
    entries,
    managedPrefixes,
    sources: [],
    checks: { total: 0, holding: 0, waived: [] },
  }
}

function puts(count: number): Operation[] {
  return desiredOf(count).entries.map(({ key, text }) => ({
    kind: 'put',
    key: key.replace('/config/', '/bare/'),
    value: Buffer.from(text),
  }))
}

/** Transactions of 40 in transactions of 40: a level takes 128 operations, less those of the levels above it. */
function nested(operations: readonly Operation[]): Operation[] {
  if (operations.length <= 40) return [...operations]
  const groups: Operation[] = []
  for (let index = 0; index < operations.length; index += 40) {
    groups.push({
      kind: 'txn',
      txn: { compare: [], success: operations.slice(index, index + 40), failure: [] },
    })
  }
  return nested(groups)
}

async function timed<T>(task: () => Promise<T>): Promise<{ value: T; cost: Cost }> {
  collectGarbage() // of what was done before
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  const value = await task()
  const { user, system } = process.cpuUsage(cpu)
  return { value, cost: { wall: performance.now() - started, cpu: (user + system) / 1000 } }
}

function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`.padStart(8)
}
