import { describe, expect, it } from 'vitest'
import {
  type ApplyOutcome,
  applyPlan,
  type Journal,
  memoryJournal,
  readLive,
  readOwnedKeys,
  readUndone,
  resumeApply,
} from '../../../src/apply/index.ts'
import type { Environment, Plan, Store } from '../../../src/model/index.ts'
import { makePlan, type PlanResult, planRollback } from '../../../src/plan/index.ts'
import { openEmbeddedStore } from '../../../src/store/index.ts'
import { desiredOf } from '../../plan/build-plan-input.ts'
import { contentsOf, now, putForeign, type Values } from '../apply-values.ts'
import { type Random, seeded } from '../simulation/random.ts'
import { beforeTransaction, type Fault, faulty, isGuarded, wrapTxn } from '../wrap-store.ts'

const a = '/config/a/json'
const b = '/config/b/json'
const lookup = () => ({ effect: 'live' as const, isSecret: false })

describe('two workspaces below one prefix', () => {
  it('own siblings, and see those of the other as foreign, with the owner', async () => {
    const store = await openEmbeddedStore()
    expect(await applyAs(store, 'shop', { [a]: 1 })).toMatchObject({ kind: 'applied', seq: 1 })
    expect(await applyAs(store, 'books', { [b]: 1 })).toMatchObject({ kind: 'applied', seq: 1 })
    const live = await readLive(store, { home: homeOf('shop'), managedPrefixes: ['/config/'] })
    expect([...(live.ownedElsewhere ?? [])]).toEqual([[b, { workspace: 'books', environment: 'lab' }]])
    const { plan } = await planAs(store, 'shop', { [a]: 1 })
    expect(plan).toMatchObject({ changes: [], foreignKeys: [b] })
    expect(await readOwnedKeys(store, '')).toEqual([
      { workspace: 'books', environment: 'lab', keys: [b] },
      { workspace: 'shop', environment: 'lab', keys: [a] },
    ])
  })

  it('cannot own one key, equal or not, taken over or not', async () => {
    const store = await openEmbeddedStore()
    await applyAs(store, 'shop', { [a]: 1 })
    for (const value of [1, 2]) {
      const { diagnostics } = await planAs(store, 'books', { [a]: value }, { takeOver: [a] })
      expect(diagnostics).toMatchObject([
        { code: 'owned-elsewhere', message: `${a} belongs to workspace shop (environment lab)` },
      ])
    }
    await remove(store, a)
    expect((await planAs(store, 'books', { [a]: 2 })).diagnostics).toMatchObject([
      { code: 'owned-elsewhere' },
    ])
  })

  it('hand a key over: forgotten there, taken into ownership here, never written', async () => {
    const store = await openEmbeddedStore()
    await applyAs(store, 'shop', { [a]: 1, [b]: 1 })
    const { modRevision } = (await store.range({ key: a })).kvs[0] ?? {}
    await applyAs(store, 'shop', { [b]: 1 }, { forget: [a] })
    expect(await applyAs(store, 'books', { [a]: 1 })).toMatchObject({ kind: 'applied' })
    expect((await store.range({ key: a })).kvs[0]?.modRevision).toBe(modRevision)
    // What was given up comes back by no rollback.
    expect((await planBack(store, 'shop')).diagnostics).toMatchObject([{ code: 'owned-elsewhere' }])
  })

  it('that plan the same key at once do not both get it', async () => {
    const store = await openEmbeddedStore()
    const plans = [await planAs(store, 'shop', { [a]: 1 }), await planAs(store, 'books', { [a]: 1 })]
    expect(plans.map(({ diagnostics }) => diagnostics)).toEqual([[], []])
    const [first, second] = plans.map(({ plan }) => plan as Plan) as [Plan, Plan]
    const racing = beforeTransaction(store, () => applyIt(store, second))
    expect(await applyIt(racing, first)).toMatchObject({ kind: 'owned-elsewhere', owned: [{ key: a }] })
  })

  it('that take an equal key at once do not both get it: nothing but the list of owners tells', async () => {
    const store = await openEmbeddedStore()
    await putForeign(store, a, '1')
    const first = (await planAs(store, 'shop', { [a]: 1 })).plan as Plan
    const second = (await planAs(store, 'books', { [a]: 1 })).plan as Plan
    expect([first, second].flatMap(({ changes }) => changes)).toMatchObject([
      { action: 'own' },
      { action: 'own' },
    ])
    const racing = beforeTransaction(store, () => applyIt(store, second))
    expect(await applyIt(racing, first)).toMatchObject({ kind: 'owned-elsewhere' })
  })

  it('that take different keys at once both succeed, and no plan is stale for a key of the other', async () => {
    const store = await openEmbeddedStore()
    const first = (await planAs(store, 'shop', { [a]: 1 })).plan as Plan
    const second = (await planAs(store, 'books', { [b]: 1 })).plan as Plan
    const racing = beforeTransaction(store, () => applyIt(store, second))
    expect(await applyIt(racing, first)).toMatchObject({ kind: 'applied' })
    expect(await contentsOf(store)).toEqual({ [a]: '1', [b]: '1' })
  })

  it('do not get in each other’s way once they own their keys', async () => {
    const store = await openEmbeddedStore()
    await applyAs(store, 'shop', { [a]: 1 })
    await applyAs(store, 'books', { [b]: 1 })
    let sent = 0
    const counting = wrapTxn(store, async (txn) => {
      if (isGuarded(txn)) sent++
      return await store.txn(txn)
    })
    const { plan } = await planAs(store, 'shop', { [a]: 2 })
    const racing = beforeTransaction(counting, () => applyAs(store, 'books', { [b]: 2 }))
    expect(await applyIt(racing, plan as Plan)).toMatchObject({ kind: 'applied' })
    expect(sent).toBe(1)
  })
})

it('a prefix with records of an older layout is named, and nothing is applied', async () => {
  const store = await openEmbeddedStore()
  await putForeign(store, '/appia/epoch', '{}')
  await expect(readLive(store, { home: homeOf('shop'), managedPrefixes: [] })).rejects.toThrow(
    '/appia/epoch is of an older appia, whose history is not read',
  )
})

const workspaces = ['books', 'shop', 'tools'] as const
const keys = ['a', 'b', 'c', 'd'].map((name) => `/config/${name}/json`)
const seeds = Array.from({ length: Number(process.env.APPIA_SEEDS ?? 60) }, (_, seed) => seed)

describe('workspaces that apply, forget, roll back and crash among each other', { timeout: 600_000 }, () => {
  it(`never own one key twice, and write no key of another (seeds ${seeds[0]} to ${seeds.at(-1)})`, async () => {
    const seen = { applied: 0, refused: 0 }
    for (const seed of seeds) await simulate(seeded(seed), `APPIA seed ${seed}`, seen)
    expect(seen.applied).toBeGreaterThan(seeds.length * 3)
    expect(seen.refused).toBeGreaterThan(seeds.length)
  })
})

interface Seen {
  applied: number
  refused: number
}

async function simulate(random: Random, name: string, seen: Seen): Promise<void> {
  const store = await openEmbeddedStore()
  // What is there and equal is owned without a write: only the list of owners keeps two from it.
  for (const key of keys) await putForeign(store, key, '0')
  const journals = new Map(workspaces.map((each) => [each, memoryJournal()]))
  const waiting: { readonly workspace: string; readonly plan: Plan }[] = []
  for (let step = 0; step < 16; step++) {
    const workspace = random.pick(workspaces)
    const other = random.pick(workspaces)
    const planned = await planSomething(store, workspace, random)
    if (planned.plan !== undefined && planned.diagnostics.length === 0)
      waiting.push({ workspace, plan: planned.plan })
    else seen.refused++
    if (random.chance(0.3)) continue
    const [next] = waiting.splice(random.below(waiting.length || 1), 1)
    if (next === undefined) continue
    const struck = strikingStore(store, random)
    const between = await planSomething(store, other, random)
    const racing = beforeTransaction(struck.store, async () => {
      if (between.plan === undefined || between.diagnostics.length > 0 || random.chance(0.5)) return
      count(await applyIt(store, between.plan, journals.get(other as 'shop')), seen)
    })
    count(await applyIt(racing, next.plan, journals.get(next.workspace as 'shop')), seen)
    if (random.chance(0.5)) await resumeAll(store, journals)
    await struck.release()
    await expectOneOwnerEach(store, `${name}, step ${step}`)
  }
  await resumeAll(store, journals)
  await expectOneOwnerEach(store, `${name}, in the end`)
}

function strikingStore(store: Store, random: Random) {
  const faults = ['none', 'none', 'none', 'request lost', 'answer lost', 'held'] as const
  return faulty(
    store,
    Array.from({ length: 2 }, (): Fault => random.pick(faults)),
  )
}

async function planSomething(store: Store, workspace: string, random: Random): Promise<PlanResult> {
  if (random.chance(0.1)) return await planBack(store, workspace, random.chance(0.5) ? 0 : undefined)
  const chosen = keys.filter(() => random.chance(0.4))
  const values = Object.fromEntries(chosen.map((key) => [key, random.chance(0.8) ? 0 : 1]))
  const forget = keys.filter((key) => !chosen.includes(key) && random.chance(0.5))
  return await planAs(store, workspace, values, { forget, takeOver: chosen })
}

function count(outcome: ApplyOutcome, seen: Seen): void {
  if (outcome.kind === 'applied') seen.applied++
  if (outcome.kind === 'owned-elsewhere') seen.refused++
}

async function resumeAll(store: Store, journals: ReadonlyMap<string, Journal>): Promise<void> {
  for (const [workspace, journal] of journals)
    await resumeApply({ store, journal, author: { who: 'tester' }, now, home: homeOf(workspace) })
}

async function expectOneOwnerEach(store: Store, where: string): Promise<void> {
  const owned = (await readOwnedKeys(store, '')).flatMap((each) => each.keys)
  expect(new Set(owned).size, `${where}: ${owned.join(' ')}`).toBe(owned.length)
}

interface Rest {
  readonly forget?: readonly string[]
  readonly takeOver?: readonly string[]
}

function homeOf(workspace: string) {
  return { prefix: '', workspace }
}

async function planAs(
  store: Store,
  workspace: string,
  values: Values,
  { forget = [], takeOver }: Rest = {},
): Promise<PlanResult> {
  const plain = desiredOf(values)
  const environment: Environment = { ...plain.environment, workspace, forget }
  const live = await readLive(store, { home: homeOf(workspace), managedPrefixes: ['/config/'] })
  const permissions = { allowDelete: 1e6, unsuppress: Object.keys(values), ...(takeOver && { takeOver }) }
  const desired = { ...plain, workspace, environment }
  const result = makePlan({ desired, live, lookup, provenance: new Map(), permissions })
  return { ...result, diagnostics: result.diagnostics.filter(({ severity }) => severity === 'error') }
}

async function planBack(store: Store, workspace: string, to?: number): Promise<PlanResult> {
  const undone = await readUndone(store, homeOf(workspace), to)
  if (undone.kind !== 'found') return { diagnostics: [] }
  const { environment, managedPrefixes } = desiredOf({})
  const live = await readLive(store, { home: homeOf(workspace), managedPrefixes, keys })
  return planRollback({
    ...{ workspace, environment: { ...environment, workspace }, managedPrefixes, live, lookup },
    undone: undone.undone,
    ...(undone.state && { state: undone.state }),
    permissions: { allowDelete: 1e6 },
  })
}

async function applyAs(
  store: Store,
  workspace: string,
  values: Values,
  rest: Rest = {},
): Promise<ApplyOutcome> {
  const { plan, diagnostics } = await planAs(store, workspace, values, rest)
  if (plan === undefined || diagnostics.length > 0) throw new Error(diagnostics[0]?.message)
  return await applyIt(store, plan)
}

async function applyIt(store: Store, plan: Plan, journal: Journal = memoryJournal()): Promise<ApplyOutcome> {
  const clock = { now: () => 0, wait: async () => undefined }
  return await applyPlan({
    ...{ store, plan, journal, author: { who: 'tester' }, now, clock },
    resolveMilliseconds: -1,
  })
}

async function remove(store: Store, key: string): Promise<void> {
  await store.txn({ compare: [], success: [{ kind: 'delete', key }], failure: [] })
}
