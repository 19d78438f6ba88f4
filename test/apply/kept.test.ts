import { describe, expect, it } from 'vitest'
import { keptReader } from '../../src/app/apply/kept-reader.ts'
import { type ApplyRequest, readHistory, readLive } from '../../src/apply/index.ts'
import type { JsonValue, Plan, Store } from '../../src/model/index.ts'
import { makePlan } from '../../src/plan/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'
import { applyIt, applyValues, contentsOf, putForeign } from './apply-values.ts'

const a = '/config/a/json'
const reading: Partial<ApplyRequest> = { kept: keptReader }

describe('an apply to a document in which others write', () => {
  it('takes what they wrote since the plan was made, and says no other digest', async () => {
    const { store, plan } = await planned()
    await putForeign(store, a, '{"x":2,"y":1}')
    expect(await applyIt(store, plan, reading)).toMatchObject({ kind: 'applied' })
    expect(await contentsOf(store)).toEqual({ [a]: '{"x":2,"y":5}' })
    expect((await readHistory(store, home, 1))[0]?.planDigest).toBe(plan.digest)
  })

  it('is stale where they wrote anything else', async () => {
    const { store, plan } = await planned()
    await putForeign(store, a, '{"x":2,"y":3}')
    expect(await applyIt(store, plan, reading)).toMatchObject({ kind: 'stale', moved: [{ key: a }] })
    expect(await contentsOf(store)).toEqual({ [a]: '{"x":2,"y":3}' })
  })

  it('gets through to the end of a burst of writes between its look and its transaction', async () => {
    const { store, plan } = await planned()
    const writing = writingBeforeTxn(store, 10, (count) => `{"x":${count + 10},"y":1}`)
    expect(await applyIt(writing, plan, reading)).toMatchObject({ kind: 'applied' })
    expect(await contentsOf(store)).toEqual({ [a]: '{"x":19,"y":5}' })
  })

  it('gives up soon where something else is written each time', async () => {
    const { store, plan } = await planned()
    const writing = writingBeforeTxn(store, 10, (count) => `{"x":1,"y":${count + 10}}`)
    expect(await applyIt(writing, plan, reading)).toMatchObject({ kind: 'conflict' })
    expect(await contentsOf(store)).toEqual({ [a]: '{"x":1,"y":10}' })
  })

  it('that was carried out is known again though they have written since', async () => {
    const { store, plan } = await planned()
    await applyIt(store, plan, reading)
    await putForeign(store, a, '{"x":8,"y":5}')
    expect(await applyIt(store, plan, reading)).toMatchObject({ kind: 'already-applied' })
    await putForeign(store, a, '{"x":8,"y":6}')
    expect(await applyIt(store, plan, reading)).toMatchObject({ kind: 'stale', appliedAs: 2 })
  })
})

async function planned(): Promise<{ readonly store: Store; readonly plan: Plan }> {
  const store = await openEmbeddedStore()
  await applyValues(store, { [a]: { x: 1, y: 1 } })
  return { store, plan: await planWith(store, { x: 1, y: 5 }) }
}

async function planWith(store: Store, value: JsonValue): Promise<Plan> {
  const plain = desiredOf({ [a]: value })
  const environment = { ...plain.environment, ignoreChanges: [{ key: a, pointer: '/x' }] }
  const live = await readLive(store, { home, managedPrefixes: ['/config/'] })
  const lookup = () => ({ effect: 'live' as const, isSecret: false })
  const { plan } = makePlan({ desired: { ...plain, environment }, live, lookup, provenance: new Map() })
  return plan as Plan
}

/** The store, with a write of somebody else before each of the next transactions that are guarded on the key. */
function writingBeforeTxn(store: Store, times: number, textOf: (count: number) => string): Store {
  let count = 0
  return {
    ...store,
    name: store.name,
    kind: store.kind,
    clusterId: () => store.clusterId(),
    range: (request) => store.range(request),
    async txn(txn) {
      const isApply = txn.compare.some(({ key }) => key === a)
      if (isApply && count < times) await putForeign(store, a, textOf(count++))
      return await store.txn(txn)
    },
  } as Store
}
