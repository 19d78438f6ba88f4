import { describe, expect, it } from 'vitest'
import {
  type ApplyOutcome,
  applyPlan,
  memoryJournal,
  readLive,
  resumeApply,
  trimHistory,
} from '../../src/apply/index.ts'
import { type Plan, type Store, sha256 } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'
import { applyValues, deleteForeign, now, planValues, putForeign, type Values } from './apply-values.ts'
import {
  Crash,
  type FaultPlan,
  faultAt,
  ignoreRefusal,
  type Network,
  openMachine,
  randomFaults,
  type StepFault,
} from './simulation/faulty-client.ts'
import { findViolations, ledgerOf, readWholeHistory } from './simulation/history.ts'
import { type Random, seeded } from './simulation/random.ts'
import { openScheduler, type Scheduler } from './simulation/scheduler.ts'
import { readStoredData } from './simulation/stored-blobs.ts'

const only = process.env.APPIA_SEED
const seeds =
  only === undefined
    ? Array.from({ length: Number(process.env.APPIA_SEEDS ?? 300) }, (_, seed) => seed)
    : [Number(only)]

describe('an apply that crashes', { timeout: 600_000 }, () => {
  it('after any single store call or journal write is found out and finished by a resume', async () => {
    for (const fault of ['crash before', 'crash after', 'answer lost', 'held', 'request lost'] as const) {
      for (let at = 0, isOver = false; !isOver; at++) {
        const plan = faultAt(at, fault)
        await simulate(`${fault} at step ${at}`, seeded(at), {
          clients: 1,
          faultsOf: () => plan,
          foreign: 0,
          bulk: 0,
          trims: 0,
          isTrimming: false,
        })
        isOver = plan.steps() <= at
      }
    }
  })

  it(`among concurrent writers never lies (seeds ${seeds[0]} to ${seeds.at(-1)})`, async () => {
    for (const seed of seeds) {
      const random = seeded(seed)
      const isTrimming = random.chance(0.2)
      // That takes many steps more.
      const probability = isTrimming ? random.pick([0.002, 0.01]) : random.pick([0.01, 0.03, 0.1])
      await simulate(`APPIA_SEED=${seed} npm test -- test/apply/crash.test.ts`, random, {
        clients: 1 + random.below(3),
        faultsOf: () => randomFaults(random, probability),
        foreign: random.pick([0, 0.1, 0.5]),
        bulk: random.chance(0.1) ? 130 : 0,
        trims: random.pick([0, 1, 3]),
        isTrimming,
      })
    }
  })

  it.runIf(only === undefined)('has met every kind of fault', () => {
    const kinds: StepFault[] = [
      'crash before',
      'crash after',
      'request lost',
      'answer lost',
      'held',
      'unreachable',
    ]
    for (const kind of kinds) expect(firedInAll.get(kind), kind).toBeGreaterThan(20)
    for (const kind of [
      'applied',
      'applied and trimmed',
      'fenced',
      'stale',
      'unreachable',
      'trimmed',
      'nothing-to-trim',
    ])
      expect(outcomes.get(kind), kind).toBeGreaterThan(5)
  })
})

const firedInAll = new Map<StepFault, number>()
const outcomes = new Map<string, number>()

interface Simulation {
  readonly clients: number
  readonly faultsOf: () => FaultPlan
  /** How often somebody else writes between two steps. */
  readonly foreign: number
  /** More keys in every plan, so many that they no longer fit guards of their own. */
  readonly bulk: number
  /** How often somebody trims meanwhile. */
  readonly trims: number
  /** So much history that each apply trims. */
  readonly isTrimming: boolean
}

/** What a client was told in the end about an apply, by the ids it was sent under. */
interface Told {
  readonly applyIds: readonly string[]
  readonly outcome: ApplyOutcome
}

async function simulate(
  name: string,
  random: Random,
  { clients, faultsOf, foreign, bulk, trims, isTrimming }: Simulation,
): Promise<void> {
  const store = await openEmbeddedStore()
  if (random.chance(0.8)) await applyValues(store, someValues(random, bulk))
  if (isTrimming) for (let count = 0; count < 30; count++) await applyValues(store, someValues(random, 0))
  const scheduler = openScheduler(random)
  const network: Network = { held: [], fired: new Map(), noted: [] }
  const told: Told[] = []
  const run = { store, scheduler, network, told, random, bulk, ...(isTrimming && { keepApplies: 1 }) }
  const programs = Array.from({ length: clients }, () => () => client(run, faultsOf()))
  if (trims > 0) programs.push(() => trimmer(run, faultsOf(), trims))
  await scheduler.run(programs, async () => {
    if (network.held.length > 0 && random.chance(0.3)) await deliver(store, network)
    if (random.chance(foreign)) await interfere(store, random, bulk)
  })
  while (network.held.length > 0) await deliver(store, network)
  await check(name, store, { network, told })
  for (const [kind, count] of network.fired) firedInAll.set(kind, (firedInAll.get(kind) ?? 0) + count)
  for (const { outcome } of told) {
    count(outcome.kind)
    if (outcome.kind === 'applied' && outcome.history?.kind === 'trimmed') count('applied and trimmed')
  }
}

function count(kind: string): void {
  outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1)
}

interface Run {
  readonly store: Store
  readonly scheduler: Scheduler
  readonly network: Network
  readonly told: Told[]
  readonly random: Random
  readonly bulk: number
  readonly keepApplies?: number
}

/** Plans, applies, and after a crash starts again with a resume until nothing is open. */
async function client(
  { store, scheduler, network, told, random, bulk, keepApplies }: Run,
  faultOf: FaultPlan,
): Promise<void> {
  const journal = memoryJournal()
  const made = await planValues(store, someValues(random, bulk), { permissions: { allowDelete: 99 } }).catch(
    () => undefined,
  )
  if (made === undefined) return // somebody's key is in the way; another seed plans
  const plan = { ...made, ...(keepApplies !== undefined && { keepApplies }) }
  const machine = openMachine(store, journal, { scheduler, faultOf, network })
  const common = { author: { who: 'tester' }, now, resolveMilliseconds: 400 }
  const before = network.noted.length
  const ids = () =>
    network.noted
      .slice(before)
      .filter((entry) => entry.plan === plan)
      .map((entry) => entry.applyId)
  try {
    const outcome = await applyPlan({ ...machine, plan, ...common })
    told.push({ applyIds: ids(), outcome })
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
  for (let attempt = 0; (await journal.list()).length > 0; attempt++) {
    const quiet = openMachine(store, journal, {
      scheduler,
      faultOf: attempt < 3 ? faultOf : () => 'none',
      network,
    })
    try {
      const resumed = await resumeApply({ ...quiet, ...common, home })
      for (const { outcome } of resumed) told.push({ applyIds: ids(), outcome })
    } catch (error) {
      if (!(error instanceof Crash)) throw error
    }
  }
}

/** Trims again and again, and does not care when a trim crashes. */
async function trimmer(
  { store, scheduler, network, random }: Run,
  faultOf: FaultPlan,
  trims: number,
): Promise<void> {
  const machine = openMachine(store, memoryJournal(), { scheduler, faultOf, network })
  const owner = { workspace: 'demo', environment: 'lab' }
  const request = { store: machine.store, home, owner, author: { who: 'trimmer' }, now }
  for (let round = 0; round < trims; round++) {
    try {
      const { kind } = await trimHistory({ ...request, keep: 1 + random.below(2), blobsAtOnce: 2 })
      count(kind)
    } catch (error) {
      if (!(error instanceof Crash)) throw error
    }
  }
}

async function check(
  name: string,
  store: Store,
  { network, told }: Pick<Run, 'network' | 'told'>,
): Promise<void> {
  const history = await readWholeHistory(store)
  const ledger = ledgerOf(history)
  const plans = new Map<string, Plan>(network.noted.map((entry) => [entry.applyId, entry.plan]))
  const violations = findViolations(history, plans)
  for (const { applyIds, outcome } of told) {
    const happened = applyIds.filter((id) => ledger.has(id))
    if (happened.length > 1) violations.push(`an apply happened ${happened.length} times`)
    if (outcome.kind === 'applied' && !happened.some((id) => ledger.get(id)?.revision === outcome.revision)) {
      violations.push(`told "applied" at ${outcome.revision}, but it did not happen`)
    }
    if (!['applied', 'unknown', 'expired'].includes(outcome.kind) && happened.length > 0) {
      violations.push(`told "${outcome.kind}", but it happened`)
    }
  }
  violations.push(...(await indexViolations(store)))
  violations.push(...(await readStoredData(store)).missing.map((blob) => `blob ${blob} is gone`))
  expect(violations, name).toEqual([])
}

/** Every indexed key was put with that content by some apply, and is as it was left or was changed by others. */
async function indexViolations(store: Store): Promise<string[]> {
  const live = await readLive(store, { home, managedPrefixes: ['/config/'] })
  return [...live.index].flatMap(([key, { sha256: applied, part }]) => {
    const kv = live.entries.get(key)
    const text = live.lastApplied?.get(key)
    if (part === undefined) return [`${key} has no bytes`]
    if (kv !== undefined && sha256(kv.value) === applied) return []
    return text === undefined ? [`the bytes last applied to ${key} are lost`] : []
  })
}

async function deliver(store: Store, network: Network): Promise<void> {
  const txn = network.held.shift()
  if (txn !== undefined) await ignoreRefusal(store, txn)
}

/** Beside many keys mostly deletes: those a range compare does not see. */
async function interfere(store: Store, random: Random, bulk: number): Promise<void> {
  const keys = ['/config/a', '/config/b', '/config/c', '/config/foreign']
  if (bulk > 0 && random.chance(0.9)) {
    await deleteForeign(store, `/config/many/${random.below(bulk)}`)
  } else if (random.chance(0.3)) {
    await deleteForeign(store, random.pick(keys))
  } else {
    await putForeign(store, random.pick(keys), String(random.below(4)))
  }
}

function someValues(random: Random, bulk: number): Values {
  const values: { [key: string]: number } = {}
  const content = random.below(4)
  for (let index = 0; index < bulk; index++) values[`/config/many/${index}`] = content
  for (const key of ['/config/a', '/config/b', '/config/c', '/config/d']) {
    if (random.chance(0.7)) values[key] = random.below(4)
  }
  return values
}
