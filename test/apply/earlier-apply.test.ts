import { beforeEach, describe, expect, it } from 'vitest'
import { readLive, readUndone } from '../../src/apply/index.ts'
import type { Plan, Store } from '../../src/model/index.ts'
import { planRollback } from '../../src/plan/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'
import { applyIt, applyValues, contentsOf, planValues, putForeign } from './apply-values.ts'

const a = '/config/a/json'
const b = '/config/b/json'
let store: Store

beforeEach(async () => {
  store = await openMemoryStore()
  await applyValues(store, { [a]: { x: 1 }, [b]: 1 })
})

describe('a plan that was carried out before', () => {
  it.each([
    ['an update', { [a]: { x: 2 }, [b]: 1 }],
    ['a delete', { [a]: { x: 1 } }],
    ['a new key', { [a]: { x: 1 }, [b]: 1, '/config/c': 1 }],
  ])('of %s is already applied, and nothing is written', async (_title, values) => {
    const plan = await planValues(store, values, { permissions: { allowDelete: 9 } })
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied', seq: 2 })
    await applyValues(store, { ...values, '/config/other': 7 })
    const { revision } = await store.range({ key: a })
    expect(await applyIt(store, plan)).toEqual({ kind: 'already-applied', seq: 2, revision })
    expect((await store.range({ key: a })).revision).toBe(revision)
  })

  it('by which a key was taken into ownership is already applied too', async () => {
    await putForeign(store, '/config/c', '3')
    const plan = await planValues(store, { [a]: { x: 1 }, [b]: 1, '/config/c': 3 })
    expect(plan.changes).toMatchObject([{ action: 'own' }])
    await applyIt(store, plan)
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'already-applied', seq: 2 })
  })

  it('is stale where what it left has changed since, and says as what it was applied', async () => {
    const plan = await planValues(store, { [a]: { x: 2 }, [b]: 2 })
    await applyIt(store, plan)
    await putForeign(store, b, '9')
    const moved = [{ key: b, kind: 'modified', revision: expect.any(Number) }]
    expect(await applyIt(store, plan)).toEqual({ kind: 'stale', moved, appliedAs: 2 })
  })

  it('is stale where it was rolled back, though all is as it was when it was made', async () => {
    const plan = await planValues(store, { [a]: { x: 2 }, [b]: 1 })
    await applyIt(store, plan)
    await rollBack()
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'stale', moved: [{ key: a }], appliedAs: 2 })
  })
})

describe('a plan that sets what was rolled back after it was made', () => {
  it('is stale', async () => {
    const first = await planValues(store, { [a]: { x: 2 }, [b]: 1 })
    const second = await planValues(store, { [a]: { x: 2 }, [b]: 2 })
    await applyIt(store, first)
    await rollBack()
    expect(await applyIt(store, second)).toEqual({ kind: 'stale', moved: [{ key: a, kind: 'withdrawn' }] })
    expect(await contentsOf(store)).toEqual({ [a]: '{"x":1}', [b]: '1' })
  })

  it('is applied where it sets other values, or was allowed to', async () => {
    const other = await planValues(store, { [a]: { x: 3 }, [b]: 1 })
    await applyValues(store, { [a]: { x: 2 }, [b]: 1 })
    await rollBack()
    const allowed = await planValues(store, { [a]: { x: 2 }, [b]: 1 }, { permissions: { unsuppress: [a] } })
    expect(await applyIt(store, other)).toMatchObject({ kind: 'applied' })
    await rollBack()
    expect(await applyIt(store, allowed)).toMatchObject({ kind: 'applied' })
  })
})

async function rollBack(): Promise<void> {
  const found = await readUndone(store, home)
  if (found.kind !== 'found') throw new Error(found.kind)
  const { plan } = planRollback({
    workspace: 'demo',
    environment: desiredOf({}).environment,
    managedPrefixes: ['/config/'],
    live: await readLive(store, { home }),
    lookup: () => ({ effect: 'live', isSecret: false }),
    undone: found.undone,
  })
  expect(await applyIt(store, plan as Plan)).toMatchObject({ kind: 'applied' })
}
