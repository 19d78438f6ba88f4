import { describe, expect, it } from 'vitest'
import { buildTransaction, type TransactionParts } from '../../src/apply/build-transaction.ts'
import { applyPlan, memoryJournal, readLive } from '../../src/apply/index.ts'
import { type Plan, toolKeys } from '../../src/model/index.ts'
import { decodePlan, encodePlan, makePlan, planDigest, sealPlan } from '../../src/plan/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { planInput } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'
import { applyValues, now, planValues } from './apply-values.ts'

/** Keys that no plan may touch, each with what is said of it. */
const forbidden = [
  ['/keys/encryption/keyset', 'lies among the encryption keys'],
  ['/keys/encryption/current', 'lies among the encryption keys'],
  ['/keys/other', 'lies among the encryption keys'],
  ['/site-a/keys/encryption/keyset', 'lies among the encryption keys'],
  ['/appia/epoch', "is one of Appia's own records"],
  ['/appia/owner', "is one of Appia's own records"],
  ['/appia/ledger/000000000001', "is one of Appia's own records"],
  ['/appia/anything', "is one of Appia's own records"],
  ['/appia/owners', "is one of Appia's own records"],
  ['/site-a/appia/owners', "is one of Appia's own records"],
  ['/site-a/appia/shop/epoch', "is one of Appia's own records"],
  ['/site-a/appia/shop/ledger/1', "is one of Appia's own records"],
  ['/site-a/appia/epoch', "is one of Appia's own records"],
  ['/site-a/appia/blob/ab', "is one of Appia's own records"],
  ['/status/components/sniffer/gw', 'lies outside the managed prefixes /config/'],
  ['/elsewhere', 'lies outside the managed prefixes /config/'],
  ['/configuration', 'lies outside the managed prefixes /config/'],
] as const

/** Managed prefixes that cover everything do not open what is reserved. */
const prefixes = [['/config/'], ['/']] as const

describe.each(prefixes)('with managed prefix %s', (prefix) => {
  const closed = forbidden.filter(([, problem]) => prefix !== '/' || !problem.startsWith('lies outside'))

  it.each(closed)('%s is refused when a plan is made', (key, problem) => {
    const setting = planInput({ desired: { [key]: 1 } })
    const desired = { ...setting.desired, managedPrefixes: [prefix] }
    const { diagnostics } = makePlan({ ...setting, desired })
    expect(diagnostics).toMatchObject([
      { code: 'wrong-key', message: `${key} ${problem}`, help: expect.any(String) },
    ])
  })

  it.each(closed)('%s is refused in a plan file, whatever is done to it', (key, problem) => {
    for (const plan of forged(key, prefix)) {
      const read = decodePlan(encodePlan(sealPlan(plan)))
      const [change] = plan.changes
      const isOnlyOutside = problem.startsWith('lies outside') && change?.action === 'delete'
      if (isOnlyOutside)
        expect(read).toHaveProperty('plan') // whether it is managed, the store says
      else
        expect(read).toMatchObject({
          diagnostics: [{ code: 'plan-file-invalid', message: expect.stringContaining(`${key} ${problem}`) }],
        })
    }
  })

  it.each(closed)('%s is refused by whoever builds the transaction, and nothing is sent', async (key) => {
    const store = await openEmbeddedStore()
    await applyValues(store, { '/config/a': 1 })
    const live = await readLive(store, { home, managedPrefixes: ['/config/'], keys: [key] })
    for (const plan of forged(key, prefix)) {
      expect(() => buildTransaction({ keys: toolKeys(home), plan, live } as TransactionParts)).toThrow(
        'no plan may touch it',
      )
    }
    const made = await planValues(store, { '/config/a': 2 })
    for (const plan of forged(key, prefix)) {
      const aimed = { ...plan, cluster: made.cluster, baseRevision: 0, baseSeq: 0, baseApplyId: '' }
      const before = (await store.range({ key: '\0', end: '\0' })).kvs
      const request = { store, plan: aimed, journal: memoryJournal(), author: { who: 'tester' }, now }
      const outcome = await applyPlan(request).catch((error: unknown) => error)
      expect(outcome).not.toMatchObject({ kind: 'applied' })
      const isBlob = (name: string) => name.startsWith(toolKeys(home).blob)
      const after = (await store.range({ key: '\0', end: '\0' })).kvs
      expect(after.filter((kv) => !isBlob(kv.key))).toEqual(before.filter((kv) => !isBlob(kv.key)))
    }
  })
})

it('a key that lies under a managed prefix and is not reserved is written', async () => {
  const store = await openEmbeddedStore()
  for (const key of ['/config/keys/json', '/config/appia/json', '/config/a/keys', '/config/epoch'])
    expect(await applyValues(store, { [key]: 1 })).toMatchObject({ kind: 'applied' })
})

it('a key outside the managed prefixes that an apply left managed may go, and no other', async () => {
  const store = await openEmbeddedStore()
  await applyValues(store, { '/config/a': 1 })
  const live = await readLive(store, { home, managedPrefixes: ['/config/'] })
  const parts = (managedKey: string) => {
    const [, , gone] = forged(managedKey, '/new/')
    return { keys: toolKeys(home), plan: gone, live } as TransactionParts
  }
  expect(() => buildTransaction(parts('/config/b'))).toThrow('is not managed')
  // Past the guard: what else it needs is not there.
  expect(() => buildTransaction(parts('/config/a'))).not.toThrow('no plan may touch it')
})

/** Plans that make, change and delete one key, sound but for the key. */
function forged(key: string, prefix: string): Plan[] {
  const { plan } = makePlan(planInput({ desired: { '/config/a': 1 } }))
  if (plan === undefined) throw new Error('no plan')
  const [create] = plan.changes
  if (create?.action !== 'create') throw new Error('no change')
  const before = { modRevision: 7, sha256: create.after.sha256 }
  const changes: Plan['changes'] = [
    { ...create, key },
    { ...create, key, action: 'update', before, takesOver: false },
    { ...create, key, action: 'delete', before, after: null, leaves: [] },
  ]
  return changes.map((change) => {
    const one: Plan = { ...plan, managedPrefixes: [prefix], changes: [change] }
    return { ...one, digest: planDigest(one) }
  })
}
