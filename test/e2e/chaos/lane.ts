import { setTimeout } from 'node:timers/promises'
import {
  type ApplyOutcome,
  applyPlan,
  type Journal,
  type JournalEntry,
  memoryJournal,
  readLive,
  resumeApply,
} from '../../../src/apply/index.ts'
import { addCollections, type CompiledCollection } from '../../../src/compile/index.ts'
import { type Plan, pointerKey, type Store, StoreError } from '../../../src/model/index.ts'
import { makePlan } from '../../../src/plan/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { deleteForeign, now, putForeign } from '../../apply/apply-values.ts'
import { collectionPrefix, compileDocuments, contentsOf } from '../../apply/collections/collections.ts'
import type { Random } from '../../apply/simulation/random.ts'
import { isGuarded, wrapTxn } from '../../apply/wrap-store.ts'
import { desiredOf } from '../../plan/build-plan-input.ts'
import { type NetworkFault, openTcpProxy, type TcpProxy } from './tcp-proxy.ts'

/** What somebody else does right before the transaction leaves. */
type Writer = 'none' | 'same key' | 'phantom create' | 'foreign delete'

/** One apply that met a fault, and what was said of it. */
export interface ChaosRecord {
  readonly prefix: string
  readonly name: string
  readonly fault: NetworkFault
  readonly writer: Writer
  readonly plan: Plan
  readonly noted: readonly JournalEntry[]
  readonly tellings: readonly Telling[]
}

/** What was said of an apply, and in which timelines of the server the answer was sought. */
interface Telling {
  readonly outcome: ApplyOutcome
  readonly from: number
  readonly to: number
}

/** Applies in one prefix of its own, through a network of its own. */
export interface Lane {
  readonly prefix: string
  readonly random: Random
  /** The server itself, past the proxy. */
  readonly endpoint: string
  readonly direct: Store
  /** The timeline that the server is in. */
  readonly timeline: () => number
}

const faults: readonly NetworkFault[] = [
  'reset',
  'reset after request',
  'black hole',
  'hold',
  'slice',
  'lost reply',
]
const writers: readonly Writer[] = ['none', 'none', 'same key', 'phantom create', 'foreign delete']
/** Long for an answer on the loopback, short for one that never comes. */
const timeoutMilliseconds = 250

/** Attempts to resolve an apply, 50 ms apart and more: longer than any disaster lasts, on a slow machine too. */
const mostAttempts = 2_000

function unresolved(name: string, tellings: readonly Telling[]): Error {
  const last = JSON.stringify(tellings.at(-1)?.outcome)
  return new Error(`${name}: not resolved in ${mostAttempts} attempts; told last: ${last}`)
}

/** Plans and applies once through a fault, finds out what became of it, and lets late messages arrive. */
export async function applyThroughFault(lane: Lane, name: string): Promise<ChaosRecord | undefined> {
  const { random, prefix, direct } = lane
  const fault = random.pick(faults)
  const writer = random.pick(writers)
  // few different ones, so that what a sweep has removed is published again
  const collection = random.chance(0.3) ? await compileDocuments({ a: random.below(3), b: 1 }) : undefined
  const plan = await planLane(lane, collection).catch(ignoreStoreError)
  if (plan === undefined || plan.changes.length === 0) return undefined
  const proxy = await openTcpProxy(lane.endpoint)
  const store = await openEtcdStore({ endpoints: [proxy.endpoint], timeoutMilliseconds })
  const { journal, noted } = notingJournal()
  const common = { journal, author: { who: 'chaos' }, now, resolveMilliseconds: 200 }
  const struck = strikeAtTransaction(store, proxy, { fault, writer, lane, plan, at: random.pick([1, 1, 2]) })
  const tellings: Telling[] = []
  const tell = async (ask: () => Promise<readonly ApplyOutcome[]>) => {
    const from = lane.timeline()
    for (const outcome of await ask()) tellings.push({ outcome, from, to: lane.timeline() })
  }
  try {
    const contents = collection && contentsOf(collection)
    await tell(async () => [
      await applyPlan({ store: struck, plan, ...common, contentsOf: async () => contents }),
    ])
    for (let attempt = 0; (await journal.list()).length > 0; attempt++) {
      if (attempt > mostAttempts) throw unresolved(name, tellings)
      await tell(async () => {
        const resumed = await resumeApply({
          store: direct,
          home: { prefix, workspace: 'demo' },
          ...common,
          finish: false,
        })
        return resumed.map(({ outcome }) => outcome)
      })
      if ((await journal.list()).length > 0) await setTimeout(50)
    }
    await proxy.release()
    return proxy.fired.has(fault) ? { prefix, name, fault, writer, plan, noted, tellings } : undefined
  } finally {
    await store.close()
    await proxy.close()
  }
}

function strikeAtTransaction(
  store: Store,
  proxy: TcpProxy,
  strike: {
    readonly fault: NetworkFault
    readonly writer: Writer
    readonly lane: Lane
    readonly plan: Plan
    readonly at: number
  },
): Store {
  let count = 0
  return wrapTxn(store, async (txn) => {
    if (!isGuarded(txn)) return await store.txn(txn)
    count++
    if (count === 1) await interfere(strike).catch(ignoreStoreError)
    // a fault at the second one needs a first one whose answer is lost
    if (count === 1 && strike.at === 2) proxy.strike('reset after request')
    if (count === strike.at) proxy.strike(strike.fault)
    return await store.txn(txn)
  })
}

async function interfere({
  writer,
  lane,
  plan,
}: {
  readonly writer: Writer
  readonly lane: Lane
  readonly plan: Plan
}): Promise<void> {
  const { direct, prefix, random } = lane
  const update = plan.changes.find((change) => change.action === 'update') ?? plan.changes[0]
  if (writer === 'same key' && update !== undefined)
    await putForeign(direct, update.key, `"foreign ${random.below(1e6)}"`)
  if (writer === 'phantom create')
    await putForeign(direct, `${prefix}/config/phantom-${random.below(1e6)}`, '1')
  if (writer === 'foreign delete' && update !== undefined) await deleteForeign(direct, update.key)
}

/** A plan of a few, sometimes of many, random values; foreign edits are overwritten, foreign keys left. */
async function planLane(
  { prefix, random, direct }: Lane,
  collection: CompiledCollection | undefined,
): Promise<Plan | undefined> {
  const values: { [key: string]: string } = {}
  const count = random.chance(0.1) ? 200 : 4
  for (let index = 0; index < count; index++) {
    if (random.chance(0.8)) values[`${prefix}/config/k${index}`] = `value ${random.below(1e6)}`
  }
  const { environment, ...desired } = desiredOf(values)
  const documents = { ...desired, environment: { ...environment, prefix } }
  const whole = addCollections(
    { desired: documents, diagnostics: [], provenance: new Map() },
    collection === undefined ? [] : [collection],
  )
  const pointer = pointerKey(`${prefix}${collectionPrefix}`)
  // A permission that names nothing of the plan is refused.
  const published = collection === undefined ? [] : [pointer]
  const live = await readLive(direct, {
    home: { prefix, workspace: 'demo' },
    managedPrefixes: [`${prefix}/config/`],
  })
  const { plan, diagnostics } = makePlan({
    desired: { ...documents, ...whole.desired, managedPrefixes: [`${prefix}/config/`] },
    live,
    lookup: () => ({ effect: 'live', isSecret: false }),
    provenance: new Map(),
    permissions: {
      allowDelete: 1e6,
      takeOver: [...Object.keys(values), ...published],
      allowTypeChange: published.map((key) => `${key}#`),
    },
  })
  if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message)
  return plan
}

function notingJournal(): { readonly journal: Journal; readonly noted: JournalEntry[] } {
  const journal = memoryJournal()
  const noted: JournalEntry[] = []
  const write = async (entry: JournalEntry) => {
    noted.push(entry)
    await journal.write(entry)
  }
  return { journal: { ...journal, write }, noted }
}

function ignoreStoreError(error: unknown): undefined {
  if (!(error instanceof StoreError)) throw error
}
