import { describe, expect, it } from 'vitest'
import { memoryJournal, readLive, resumeApply } from '../../../src/apply/index.ts'
import { type Plan, type Store, StoreError } from '../../../src/model/index.ts'
import { derivePlan, driftOf } from '../../../src/plan/index.ts'
import { openEmbeddedStore } from '../../../src/store/index.ts'
import { home } from '../../support/home.ts'
import { applyIt, contentsOf, now, putForeign } from '../apply-values.ts'
import { wrapTxn } from '../wrap-store.ts'
import { lookup, plain, planTemplates, secret } from './a-template.ts'

const key = '/config/a/json'
const wanted = { [key]: { host: 'db1', password: secret('pw') } }
const request = { home, managedPrefixes: ['/config/'] }
const given = (text: string) => ({ secretValues: () => text })

async function planned(store: Store, values = wanted, secretValues?: () => string): Promise<Plan> {
  const { plan, diagnostics } = await planTemplates(store, values, {
    sources: plain,
    ...(secretValues && { secretValues }),
  })
  expect(diagnostics).toEqual([])
  expect(derivePlan(plan as Plan, await readLive(store, request)).diagnostics).toEqual([])
  return plan as Plan
}

async function applied(): Promise<Store> {
  const store = await openEmbeddedStore()
  expect(await applyIt(store, await planned(store), given('CANARY-1'))).toMatchObject({ kind: 'applied' })
  return store
}

describe('a secret that an apply puts in', () => {
  it('is in the document, and then there is nothing to do, whether its source is looked at or not', async () => {
    const store = await applied()
    expect(await contentsOf(store)).toEqual({ [key]: '{"host":"db1","password":"CANARY-1"}' })
    expect((await planned(store)).changes).toEqual([])
    expect((await planned(store, wanted, () => 'CANARY-1')).changes).toEqual([])
    const drift = driftOf({ live: await readLive(store, request), lookup, managedPrefixes: ['/config/'] })
    expect(drift.entries).toEqual([])
  })

  it('is written again once its source gives another, and told as changed', async () => {
    const store = await applied()
    const plan = await planned(store, wanted, () => 'CANARY-2')
    expect(plan.changes).toMatchObject([
      {
        action: 'update',
        after: { secrets: [{ isKnownToDiffer: true }] },
        leaves: [{ pointer: '/password' }],
      },
    ])
    await applyIt(store, plan, given('CANARY-2'))
    expect(await contentsOf(store)).toEqual({ [key]: '{"host":"db1","password":"CANARY-2"}' })
    expect(JSON.stringify(plan)).not.toContain('CANARY')
  })

  it('is not there: nothing is sent', async () => {
    const store = await openEmbeddedStore()
    const outcome = await applyIt(store, await planned(store))
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringContaining('secret("pw")') })
    expect(await contentsOf(store)).toEqual({})
  })

  it('was written over outside: it has drifted, and the plan says that it overwrites', async () => {
    const store = await applied()
    await putForeign(store, key, '{"host":"db1","password":"CANARY-9"}')
    const { entries } = driftOf({
      live: await readLive(store, request),
      lookup,
      managedPrefixes: ['/config/'],
    })
    expect(entries).toMatchObject([{ key, kind: 'modified', sinceApply: [], isSecretPerhaps: true }])
    const plan = await planned(store, wanted, () => 'CANARY-1')
    expect(plan.drift).toMatchObject([{ key, overwrites: [{ pointer: '/password' }] }])
    expect((await planned(store, wanted, () => 'CANARY-9')).changes).toMatchObject([{ action: 'own' }])
    expect(JSON.stringify([entries, plan])).not.toContain('CANARY')
  })

  it('comes with the resumed apply, and is not in its journal', async () => {
    const store = await applied()
    const journal = memoryJournal()
    const lost = wrapTxn(store, async (txn) => {
      if (txn.success.some((each) => each.kind === 'put' && each.key === '/appia/demo/epoch'))
        throw new StoreError('timeout', 'no answer', { outcome: 'unknown' })
      return await store.txn(txn)
    })
    const next = { [key]: { host: 'db2', password: secret('pw') } }
    const rest = { journal, resolveMilliseconds: 1, ...given('CANARY-3') }
    expect(await applyIt(lost, await planned(store, next), rest)).toMatchObject({ kind: 'unknown' })
    expect(JSON.stringify(await journal.list())).not.toContain('CANARY')
    const resumed = await resumeApply({
      ...{ store, journal, author: { who: 'tester' }, now, home },
      ...given('CANARY-3'),
    })
    expect(resumed).toMatchObject([{ outcome: { kind: 'applied' } }])
    expect(await contentsOf(store)).toEqual({ [key]: '{"host":"db2","password":"CANARY-3"}' })
  })
})
