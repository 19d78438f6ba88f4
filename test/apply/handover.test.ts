import { describe, expect, it } from 'vitest'
import { lastChange } from '../../src/app/state/last-change.ts'
import { readAppliedState, readHistory, readLive, readUndone } from '../../src/apply/index.ts'
import type { Environment, Plan, Store } from '../../src/model/index.ts'
import { makePlan, planRollback } from '../../src/plan/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'
import { applyIt, applyValues, contentsOf, putForeign, type Values } from './apply-values.ts'

const a = '/config/a/json'
const b = '/config/b/json'
const lookup = () => ({ effect: 'live' as const, isSecret: false })
const request = { home, managedPrefixes: ['/config/'] }

describe('an apply that forgets a key', () => {
  it('leaves it as it is, managed no longer, and says so in the history', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1, [b]: 1 })
    await putForeign(store, a, '7')
    expect(await applyWith(store, { [b]: 1 }, { forget: [a] })).toMatchObject({ kind: 'applied', seq: 2 })
    expect(await contentsOf(store)).toEqual({ [a]: '7', [b]: '1' })
    const live = await readLive(store, request)
    expect([...live.index.keys()]).toEqual([b])
    const undone = await readUndone(store, home)
    expect(undone).toMatchObject({
      undone: [{ seq: 2, changes: [{ key: a, action: 'forget', before: '7' }] }],
    })
  })

  it('applies to nothing else: an edit in between makes the plan stale', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1, [b]: 1 })
    const plan = await planWith(store, { [b]: 1 }, { forget: [a] })
    await putForeign(store, a, '2')
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'stale', moved: [{ key: a }] })
  })

  it('is taken back: the key is managed again, as it is by then', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1, [b]: 1 })
    await applyWith(store, { [b]: 1 }, { forget: [a] })
    await putForeign(store, a, '9')
    expect(await rollBack(store)).toMatchObject({ kind: 'applied', seq: 3 })
    expect([...(await readLive(store, request)).index.keys()]).toEqual([a, b])
    expect(await contentsOf(store)).toMatchObject({ [a]: '9' })
  })

  it('done once is done: the same plan again has nothing to do', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1 })
    const plan = await planWith(store, {}, { forget: [a] })
    await applyIt(store, plan)
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'already-applied', seq: 2 })
  })
})

describe('an apply that renames a key', () => {
  it('is one revision', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { x: 1 } })
    const { revision } = await store.range({ key: a })
    await applyWith(store, { [b]: { x: 1 } }, { moved: [{ from: a, to: b }] })
    expect(await contentsOf(store)).toEqual({ [b]: '{"x":1}' })
    const [kv] = (await store.range({ key: b })).kvs
    expect(kv?.modRevision).toBeGreaterThan(revision)
    expect((await store.range({ key: a, revision: (kv?.modRevision ?? 0) - 1 })).kvs).toHaveLength(1)
  })

  it('carries the history along: what last changed a value is found under the old name', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { x: 1, y: 1 } })
    await applyValues(store, { [a]: { x: 1, y: 2 } })
    await applyWith(store, { [b]: { x: 1, y: 2, z: 3 } }, { moved: [{ from: a, to: b }] })
    const last = async (pointer: string) =>
      await lastChange(store, home, { key: b, pointer, keysAt: () => ({ keys: [] }) })
    const movedBy = [{ seq: 3, from: a }]
    expect(await last('/x')).toMatchObject({ changedBy: { seq: 1 }, movedBy })
    expect(await last('/y')).toMatchObject({ changedBy: { seq: 2 }, movedBy })
    expect(await last('/z')).toMatchObject({ changedBy: { seq: 3 } })
  })

  it('is taken back as a rename, with its old contents', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { x: 1 } })
    await applyWith(store, { [b]: { x: 2 } }, { moved: [{ from: a, to: b }] })
    const plan = await planBack(store)
    expect(plan.changes).toMatchObject([
      { key: a, movedFrom: b },
      { key: b, movedTo: a },
    ])
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied' })
    expect(await contentsOf(store)).toEqual({ [a]: '{"x":1}' })
  })

  it('over two renames state N is one rename away', async () => {
    const store = await openEmbeddedStore()
    const c = '/config/c/json'
    await applyValues(store, { [a]: 1 })
    await applyWith(store, { [b]: 1 }, { moved: [{ from: a, to: b }] })
    await applyWith(store, { [c]: 1 }, { moved: [{ from: b, to: c }] })
    const plan = await planBack(store, 1)
    expect(plan.changes).toMatchObject([
      { key: a, movedFrom: c },
      { key: c, movedTo: a },
    ])
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied' })
    expect([...((await readAppliedState(store, home, 4))?.keys() ?? [])]).toEqual([a])
    expect((await readHistory(store, home, 1))[0]?.kind).toBe('rollback')
  })
})

async function planWith(store: Store, values: Values, rest: Partial<Environment>): Promise<Plan> {
  const live = await readLive(store, request)
  const plain = desiredOf(values)
  const desired = { ...plain, environment: { ...plain.environment, ...rest } }
  const { plan, diagnostics } = makePlan({ desired, live, lookup, provenance: new Map() })
  if (plan === undefined || diagnostics.length > 0) throw new Error(diagnostics[0]?.message)
  return plan
}

async function applyWith(store: Store, values: Values, rest: Partial<Environment>) {
  return await applyIt(store, await planWith(store, values, rest))
}

async function planBack(store: Store, to?: number): Promise<Plan> {
  const undone = await readUndone(store, home, to)
  if (undone.kind !== 'found') throw new Error(undone.kind)
  const { environment, managedPrefixes } = desiredOf({})
  const live = await readLive(store, { ...request, keys: [a, b] })
  const { plan, diagnostics } = planRollback({
    ...{ workspace: 'demo', environment, managedPrefixes, live, lookup, undone: undone.undone },
    ...(undone.state && { state: undone.state }),
  })
  if (plan === undefined || diagnostics.length > 0) throw new Error(diagnostics[0]?.message)
  return plan
}

async function rollBack(store: Store) {
  return await applyIt(store, await planBack(store))
}
