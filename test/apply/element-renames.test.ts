import { describe, expect, it } from 'vitest'
import { movesBetween } from '../../src/app/plan/moves-between.ts'
import { lastChange } from '../../src/app/state/last-change.ts'
import { readLive, readUndone } from '../../src/apply/index.ts'
import type { Environment, JsonValue, Plan, Store } from '../../src/model/index.ts'
import { diffSnapshots, makePlan, planRollback } from '../../src/plan/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'
import { applyIt, applyValues, contentsOf, putForeign, type Values } from './apply-values.ts'

const a = '/config/a/json'
const b = '/config/b/json'
const lookup = () => ({ effect: 'live' as const, isSecret: false })
const request = { home, managedPrefixes: ['/config/'] }
const [first, second] = [
  { name: 'one', x: 1 },
  { name: 'two', x: 2 },
]
const renamed = { name: 'main', x: 1 }
const moved = [{ from: `${a}#/pools/one`, to: `${a}#/pools/main` }]

describe('an apply that renames an element', () => {
  it('is done once: afterwards a note tells that the line can go', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { pools: [first] } })
    const { plan } = await planWith(store, { [a]: { pools: [renamed] } }, { moved })
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied', seq: 2 })
    const again = await planWith(store, { [a]: { pools: [renamed] } }, { moved })
    expect(again.plan.changes).toEqual([])
    expect(again.diagnostics).toMatchObject([{ code: 'handover-done', severity: 'warning' }])
  })

  it('carries the history along, also where the element stands elsewhere since', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { pools: [first, second] } })
    await applyValues(store, { [a]: { pools: [first, { ...second, x: 3 }] } })
    await applyWith(store, { [a]: { pools: [{ ...second, x: 3 }, renamed] } }, { moved })
    const movedBy = [{ seq: 3, from: `${a}#/pools/one` }]
    expect(await last(store, a, '/pools/1/x')).toMatchObject({ changedBy: { seq: 1 }, movedBy })
    expect(await last(store, a, '/pools/1/name')).toMatchObject({ changedBy: { seq: 3 } })
    expect(await last(store, a, '/pools/0/x')).toEqual({
      changedBy: expect.objectContaining({ seq: 2 }) as unknown,
    })
  })

  it('carries the history along where the key has another name too', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { pools: [second, first] } })
    const both = [
      { from: a, to: b },
      { from: `${b}#/pools/one`, to: `${b}#/pools/main` },
    ]
    await applyWith(store, { [b]: { pools: [renamed] } }, { moved: both })
    expect(await last(store, b, '/pools/0/x')).toMatchObject({
      changedBy: { seq: 1 },
      movedBy: [
        { seq: 2, from: a },
        { seq: 2, from: `${a}#/pools/one` },
      ],
    })
  })

  it('is one element in a difference of states, in both directions and over several renames', async () => {
    const store = await openEmbeddedStore()
    const newest = { name: 'top', x: 5 }
    await applyValues(store, { [a]: { pools: [first] } })
    await applyWith(store, { [a]: { pools: [renamed] } }, { moved })
    const later = [
      { from: a, to: b },
      { from: `${b}#/pools/main`, to: `${b}#/pools/top` },
    ]
    await applyWith(store, { [b]: { pools: [newest] } }, { moved: later })
    const there = await difference(
      store,
      ['@1', { [a]: { pools: [first] } }],
      ['live', { [b]: { pools: [newest] } }],
    )
    expect(there).toEqual([
      ['moved', '/pools/0/name', 'one', 'top', true],
      ['moved', '/pools/0/x', 1, 5, undefined],
    ])
    const back = await difference(
      store,
      ['live', { [b]: { pools: [newest] } }],
      ['@1', { [a]: { pools: [first] } }],
    )
    expect(back).toEqual([
      ['moved', '/pools/0/name', 'top', 'one', true],
      ['moved', '/pools/0/x', 5, 1, undefined],
    ])
  })

  it('is taken back as a rename, and what others changed in the element stays', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { pools: [first, second] } })
    await applyWith(store, { [a]: { pools: [{ ...renamed, y: 7 }, second] } }, { moved })
    await putForeign(store, a, JSON.stringify({ pools: [{ ...renamed, x: 9, y: 7 }, second] }))
    const plan = await planBack(store)
    expect(plan.changes).toMatchObject([
      {
        renamed: [{ from: '/pools/main', to: '/pools/one' }],
        leaves: [{ pointer: '/pools/0/name', isRename: true }, { pointer: '/pools/0/y' }],
      },
    ])
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied' })
    expect(JSON.parse((await contentsOf(store))[a] ?? '')).toEqual({ pools: [{ ...first, x: 9 }, second] })
  })

  it('withdrawn by a rollback does not come back by itself', async () => {
    const store = await openEmbeddedStore()
    const wanted = { [a]: { pools: [renamed] } }
    await applyValues(store, { [a]: { pools: [first] } })
    await applyWith(store, wanted, { moved })
    await applyIt(store, await planBack(store))
    expect((await planWith(store, wanted, { moved })).diagnostics).toMatchObject([
      { code: 'withdrawn-value' },
    ])
  })

  it('over two renames state N is one rename away', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { pools: [first] } })
    await applyWith(store, { [a]: { pools: [renamed] } }, { moved })
    const later = [{ from: `${a}#/pools/main`, to: `${a}#/pools/top` }]
    await applyWith(store, { [a]: { pools: [{ ...renamed, name: 'top' }] } }, { moved: later })
    const plan = await planBack(store, 1)
    expect(plan.changes).toMatchObject([{ renamed: [{ from: '/pools/top', to: '/pools/one' }] }])
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied' })
  })
})

async function last(store: Store, key: string, pointer: string) {
  return await lastChange(store, home, { key, pointer, keysAt: () => ({ keys: [['name']] }) })
}

type State = readonly [name: string, values: Values]

async function difference(store: Store, [from, before]: State, [to, after]: State): Promise<unknown[]> {
  const { environment } = desiredOf({})
  const moves = await movesBetween({ store, environment: { ...environment, ...home } }, { from, to })
  const [old, now] = [before, after].map(
    (values) => new Map(Object.entries(values).map(([key, value]) => [key, { value: value as JsonValue }])),
  ) as [Map<string, { value: JsonValue }>, Map<string, { value: JsonValue }>]
  return diffSnapshots(old, now, { lookup, moves }).flatMap(({ kind, leaves }) =>
    leaves.map((leaf) => [kind, leaf.pointer, leaf.from, leaf.to, leaf.isRename]),
  )
}

async function planWith(store: Store, values: Values, rest: Partial<Environment>) {
  const live = await readLive(store, request)
  const plain = desiredOf(values)
  const desired = { ...plain, environment: { ...plain.environment, ...rest } }
  const { plan, diagnostics } = makePlan({ desired, live, lookup, provenance: new Map() })
  if (plan === undefined) throw new Error(diagnostics[0]?.message)
  return { plan, diagnostics }
}

async function applyWith(store: Store, values: Values, rest: Partial<Environment>): Promise<void> {
  const { plan, diagnostics } = await planWith(store, values, rest)
  expect(diagnostics).toEqual([])
  expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied' })
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
  expect(diagnostics).toEqual([])
  return plan as Plan
}
