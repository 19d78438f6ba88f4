import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readLive, readUndone } from '../../src/apply/index.ts'
import { canonicalJson, type LeafLookup, type Plan, type Store, sha256 } from '../../src/model/index.ts'
import { derivePlan, encodePlan, makePlan, planRollback, sealPlan } from '../../src/plan/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'
import { applyIt, putForeign } from './apply-values.ts'

const key = '/config/db/json'
const weak = 'hunter2'
const request = { home, managedPrefixes: ['/config/'] }

/** A document of which `/password` is a secret. */
const lookup: LeafLookup = (_, pointer) => ({
  effect: 'live',
  isSecret: pointer === '/password',
  ...(pointer === '' && { hasSecrets: true as const }),
})

/** What the store held before: with the secret written in by hand. */
const contents = [
  ['JSON', `{"host":"a","password":"${weak}"}`],
  ['JSON with blanks', `{ "host": "a", "password": "${weak}" }`],
  ['no JSON', `host=a password=${weak}`],
] as const

describe.each(contents)('a secret that stands in %s', (_, text) => {
  it('is in no plan, ledger or blob, and no hash lets a guess be tried', async () => {
    const { store, plan } = await takenOver(text)
    const kept = [encodePlan(sealPlan(plan)), ...(await toolData(store))].join('\n')
    const guesses = [text, weak, JSON.stringify(weak), canonicalJson({ host: 'a', password: weak })]
    for (const guess of guesses) {
      expect(kept).not.toContain(guess)
      for (const hash of [sha256(guess), sha256(`${guess}\n`)]) expect(kept).not.toContain(hash)
      expect(kept).not.toContain(Buffer.from(guess).toString('base64'))
    }
    expect(plan.changes[0]?.before).toEqual({ modRevision: expect.any(Number), isWithheld: true })
  })

  it('is guarded by its revision: written again, the plan is stale', async () => {
    const store = await openEmbeddedStore()
    await putForeign(store, key, text)
    const plan = await planned(store)
    await putForeign(store, key, text)
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'stale', moved: [{ key, kind: 'modified' }] })
  })

  it('changes nothing of what is derived again: all that is not secret is held against what is live', async () => {
    const store = await openEmbeddedStore()
    await putForeign(store, key, text)
    const plan = await planned(store)
    const live = await readLive(store, request)
    expect(derivePlan(plan, live)).toEqual({ diagnostics: [], underived: [] })
    // As after a restore: the same revision, other contents.
    const entry = live.entries.get(key)
    if (entry === undefined) throw new Error('not there')
    const other = { ...entry, value: new TextEncoder().encode(text.replace('a', 'bb')) }
    const restored = { ...live, entries: new Map([[key, other]]) }
    expect(derivePlan(plan, restored).diagnostics).toMatchObject([{ code: 'plan-file-invalid', key }])
  })
})

it('a rollback does not write a secret that was put into a document by hand since', async () => {
  const store = await openEmbeddedStore()
  await applyIt(store, await planned(store, { host: 'a', port: 1, password: null }))
  await applyIt(store, await planned(store, { host: 'a', port: 2, password: null }))
  await putForeign(store, key, `{"host":"a","port":2,"password":"${weak}"}`)
  const undone = await readUndone(store, home)
  if (undone.kind !== 'found') throw new Error(undone.kind)
  const { plan, diagnostics } = planRollback({
    workspace: 'demo',
    environment: desiredOf({}).environment,
    managedPrefixes: ['/config/'],
    live: await readLive(store, request),
    lookup,
    undone: undone.undone,
  })
  expect(diagnostics).toMatchObject([
    { code: 'literal-secret', key, help: expect.stringContaining(`--leave ${key}`) },
  ])
  expect(JSON.stringify(plan?.changes.map(({ leaves, before }) => ({ leaves, before })))).not.toContain(weak)
})

async function takenOver(text: string): Promise<{ readonly store: Store; readonly plan: Plan }> {
  const store = await openEmbeddedStore()
  await putForeign(store, key, text)
  const plan = await planned(store)
  expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied' })
  return { store, plan }
}

async function planned(
  store: Store,
  value: { readonly [name: string]: string | number | null } = { host: 'b', password: null },
): Promise<Plan> {
  const { plan, diagnostics } = makePlan({
    desired: desiredOf({ [key]: value }),
    live: await readLive(store, request),
    lookup,
    provenance: new Map(),
    permissions: { takeOver: ['*'], allowTypeChange: [`${key}#/password`] },
  })
  if (plan === undefined || diagnostics.length > 0) throw new Error(diagnostics[0]?.message)
  return plan
}

/** Everything that lies under the tool's own keys, as text, blobs opened. */
async function toolData(store: Store): Promise<string[]> {
  const { kvs } = await store.range({ key: '/appia/', end: '/appia0' })
  return kvs.map(({ key: name, value }) => {
    const bytes = name.includes('/blob/') ? gunzipSync(value) : Buffer.from(value)
    return `${name} ${bytes.toString('utf8')}`
  })
}
