import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAppliedState, readLive, readUndone, trimHistory } from '../../src/apply/index.ts'
import { canonicalJson, type JsonValue, type Live, type Plan, type Store } from '../../src/model/index.ts'
import { decodePlan, derivePlan, encodePlan, makePlan, planRollback, sealPlan } from '../../src/plan/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'
import { applyIt, deleteForeign, now } from './apply-values.ts'

const keys = ['/config/a', '/config/b', '/config/c']
const request = { home, managedPrefixes: ['/config/'] }
const lookup = () => ({ effect: 'live' as const, isSecret: false })
const permissions = { allowDelete: 9, takeOver: ['*'] }

type Values = { readonly [key: string]: JsonValue }
type Contents = { readonly [key: string]: string }

type Step =
  | { readonly kind: 'apply'; readonly values: Values }
  | { readonly kind: 'put'; readonly key: string; readonly bytes: Uint8Array }
  | { readonly kind: 'delete'; readonly key: string }
  | { readonly kind: 'trim'; readonly keep: number }
  | { readonly kind: 'undo' }
  | { readonly kind: 'restore'; readonly choice: number }

const key = fc.constantFrom(...keys)
const value: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.integer({ min: 0, max: 2 }),
  fc.dictionary(fc.constantFrom('x', 'y'), fc.integer({ min: 0, max: 2 })),
  fc.uniqueArray(fc.integer({ min: 0, max: 3 })),
)
const text = fc.oneof(
  value.map(canonicalJson),
  value.map((each) => JSON.stringify(each, undefined, 2)),
  fc.constantFrom('', 'a: 1\n', 'base64:AA==', '{"x":1,"x":2}'),
)
const bytes = fc.oneof(
  { weight: 5, arbitrary: text.map((each) => new TextEncoder().encode(each)) },
  fc.constant(new Uint8Array([0xff, 0, 0x7b])),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('apply' as const), values: fc.dictionary(key, value) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('put' as const), key, bytes }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), key }) },
  fc.record({ kind: fc.constant('trim' as const), keep: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({ kind: fc.constant('restore' as const), choice: fc.nat() }),
)

describe('a random history of applies, outside edits, deletes, take-overs, rollbacks and trims', () => {
  it('goes back to any apply that is kept, and what was not managed then is as it was taken', async () => {
    let restored = 0
    let givenBack = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), fc.nat(), async (steps, choice) => {
        const history = new History(await openMemoryStore())
        for (const each of steps) await history.take(each)
        const done = await history.restore(choice)
        restored += done.isDone ? 1 : 0
        givenBack += done.givenBack
      }),
      { numRuns: Number(process.env.APPIA_HISTORIES ?? 100) },
    )
    expect(restored).toBeGreaterThan(20)
    expect(givenBack).toBeGreaterThan(2)
  }, 240_000)
})

/** A store, and beside it in plain words what each apply left, and what stood in the place of keys that were taken. */
class History {
  private readonly store: Store
  private readonly states: Contents[] = [{}]
  private readonly taken = new Map<string, string | undefined>()

  constructor(store: Store) {
    this.store = store
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'apply':
        return await this.apply(step.values)
      case 'put':
        await this.store.txn({
          compare: [],
          success: [{ kind: 'put', key: step.key, value: step.bytes }],
          failure: [],
        })
        return
      case 'delete':
        return await deleteForeign(this.store, step.key)
      case 'trim':
        return await this.trim(step.keep)
      case 'undo':
        return await this.undo()
      case 'restore':
        await this.restore(step.choice)
        return
      default:
        return step satisfies never
    }
  }

  /** Rolls back to one of the applies, and looks at what is there then. */
  async restore(choice: number): Promise<{ isDone: boolean; givenBack: number }> {
    const nothing = { isDone: false, givenBack: 0 }
    const to = choice % this.states.length
    const found = await readUndone(this.store, home, to)
    if (found.kind !== 'found') return nothing
    const { undone, state } = found
    const before = await readLive(this.store, request)
    const { plan, diagnostics } = planRollback({ ...(await this.input()), undone, ...(state && { state }) })
    expect(diagnostics).toEqual([])
    const wanted = this.states[to] as Contents
    await this.carryOut(plan as Plan, wanted)
    const live = await readLive(this.store, request)
    expect(managedIn(live)).toEqual(wanted)
    const released = [...before.index.keys()].filter((each) => wanted[each] === undefined)
    for (const each of released) expect(contentsOf(live)[each], each).toBe(this.taken.get(each))
    return { isDone: true, givenBack: released.filter((each) => this.taken.get(each) !== undefined).length }
  }

  private async apply(values: Values): Promise<void> {
    const live = await readLive(this.store, request)
    const { plan } = makePlan({ desired: desiredOf(values), live, lookup, provenance: new Map() })
    const before = contentsOf(live)
    const left = Object.entries(values).map(([name, each]) => [name, leftOf(each, before[name])])
    await this.carryOut(plan as Plan, Object.fromEntries(left))
  }

  private async undo(): Promise<void> {
    const found = await readUndone(this.store, home)
    if (found.kind !== 'found') return
    const { plan, diagnostics } = planRollback({ ...(await this.input()), undone: found.undone })
    if (plan === undefined || diagnostics.length > 0) return
    const state = { ...(this.states.at(-1) as Contents) }
    for (const change of plan.changes) {
      const isLeaving = change.after === null || change.action === 'release' || 'releases' in change
      if (isLeaving) delete state[change.key]
    }
    await this.carryOut(plan, state)
    const after = await readLive(this.store, request)
    const written = plan.changes.filter(({ key: name }) => after.index.has(name))
    const last = {
      ...state,
      ...Object.fromEntries(written.map(({ key: name }) => [name, contentsOf(after)[name] ?? ''])),
    }
    this.states[this.states.length - 1] = last
  }

  private async trim(keep: number): Promise<void> {
    const done = await trimHistory({
      store: this.store,
      home,
      keep,
      owner: { workspace: 'demo', environment: 'lab' },
      author: { who: 'tester' },
      now,
    })
    const live = await readLive(this.store, request)
    while (this.states.length <= (live.epoch?.seq ?? 0)) this.states.push(this.states.at(-1) as Contents)
    expect(done.kind).not.toBe('refused')
  }

  /** The model takes the step only when the store has. */
  private async carryOut(plan: Plan, state: Contents): Promise<void> {
    const live = await readLive(this.store, request)
    for (const { key: each, action } of plan.changes)
      if (!live.index.has(each) && action !== 'release') this.taken.set(each, contentsOf(live)[each])
    expect(decodePlan(encodePlan(sealPlan(plan)))).toEqual(sealPlan(plan))
    expect(derivePlan(plan, live)).toEqual({ diagnostics: [], underived: [] })
    const outcome = await applyIt(this.store, plan)
    if (outcome.kind === 'nothing-to-do') return
    expect(outcome.kind).toBe('applied')
    this.states.push(state)
    const left = await readAppliedState(this.store, home, this.states.length - 1)
    if (plan.kind === 'apply') expect([...(left?.keys() ?? [])].sort()).toEqual(Object.keys(state).sort())
  }

  private async input() {
    return {
      workspace: 'demo',
      environment: desiredOf({}).environment,
      managedPrefixes: ['/config/'],
      live: await readLive(this.store, request),
      lookup,
      permissions,
    }
  }
}

function contentsOf({ entries }: Live): Contents {
  return Object.fromEntries(
    [...entries].map(([name, { value: each }]) => [name, Buffer.from(each).toString('hex')]),
  )
}

function managedIn(live: Live): Contents {
  return Object.fromEntries(Object.entries(contentsOf(live)).filter(([name]) => live.index.has(name)))
}

/** What an apply leaves: an equal value that is written otherwise stays as it is. */
function leftOf(value: JsonValue, before: string | undefined): string {
  const canonical = canonicalJson(value)
  const stays = before !== undefined && readOf(before) === canonical
  return stays ? before : Buffer.from(canonical).toString('hex')
}

/** The canonical form of a JSON text that gives no member twice. */
function readOf(hex: string): string | undefined {
  const text = Buffer.from(hex, 'hex').toString()
  try {
    const value = JSON.parse(text) as JsonValue
    return JSON.stringify(value) === text.replaceAll(/\s/g, '') ? canonicalJson(value) : undefined
  } catch {
    return undefined
  }
}
