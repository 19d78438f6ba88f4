import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readLive, readUndone } from '../../../src/apply/index.ts'
import type { Plan, Store } from '../../../src/model/index.ts'
import { derivePlan, driftOf, planRollback } from '../../../src/plan/index.ts'
import { openEmbeddedStore } from '../../../src/store/index.ts'
import { home } from '../../support/home.ts'
import { applyIt, contentsOf, putForeign, type Values } from '../apply-values.ts'
import { beforeTransaction } from '../wrap-store.ts'
import { lookup, planTemplates, secret } from './a-template.ts'

const key = '/config/a/json'
const live = '{"password": "CANARY-1", "host": "db1", "users": [{"name": "x", "token": "CANARY-2"}]}'
const wanted = { password: secret('pw'), host: 'db1', users: [{ name: 'x', token: secret('x-token') }] }

/** A store with a foreign document, taken into ownership. */
async function owned(): Promise<Store> {
  const store = await openEmbeddedStore()
  await putForeign(store, key, live)
  await applied(store, { [key]: wanted })
  return store
}

async function applied(store: Store, values: Values): Promise<Plan> {
  const { plan, diagnostics } = await planTemplates(store, values)
  expect(diagnostics).toEqual([])
  const outcome = await applyIt(store, plan as Plan)
  expect(outcome).toMatchObject({ kind: 'applied' })
  return plan as Plan
}

async function driftIn(store: Store) {
  const request = { home, managedPrefixes: ['/config/'] }
  return driftOf({ live: await readLive(store, request), lookup, managedPrefixes: ['/config/'] })
}

async function valueIn(store: Store): Promise<unknown> {
  return JSON.parse((await contentsOf(store))[key] ?? 'null')
}

describe('a document of whose secrets those that are live stay', () => {
  it('is taken into ownership as it is, byte for byte, and then there is nothing to do', async () => {
    const store = await openEmbeddedStore()
    await putForeign(store, key, live)
    const plan = await applied(store, { [key]: wanted })
    expect(plan.changes).toMatchObject([{ action: 'own', leaves: [], before: { isWithheld: true } }])
    expect(await contentsOf(store)).toEqual({ [key]: live })
    expect((await planTemplates(store, { [key]: wanted })).plan?.changes).toEqual([])
    expect((await driftIn(store)).entries).toEqual([])
  })

  it('keeps them when something else changes, wherever they are wanted then', async () => {
    const store = await owned()
    const other = { db: { password: secret('pw') }, users: [{ name: 'x', token: secret('x-token') }] }
    const plan = await applied(store, { [key]: other })
    expect(plan.changes[0]?.leaves.map(({ pointer }) => pointer)).toEqual([
      '/db/password',
      '/host',
      '/password',
    ])
    expect(await valueIn(store)).toEqual({
      db: { password: 'CANARY-1' },
      users: [{ name: 'x', token: 'CANARY-2' }],
    })
    expect((await planTemplates(store, { [key]: other })).plan?.changes).toEqual([])
  })

  it('leaves no trace of them in the plan, the ledger or the blobs', async () => {
    const store = await owned()
    const plan = await applied(store, { [key]: { ...wanted, host: 'db2' } })
    const { kvs } = await store.range({ key: '/appia/', end: '/appia0' })
    const texts = kvs.map(({ key: name, value }) =>
      name.includes('/blob/') ? gunzipSync(value).toString() : Buffer.from(value).toString(),
    )
    expect(texts.join('\n')).toContain('x-token')
    expect(JSON.stringify(plan) + texts.join('\n')).not.toContain('CANARY')
  })

  it('is stale when one was changed after the plan was made, and takes the new one with the next', async () => {
    const store = await owned()
    const next = { ...wanted, host: 'db2' }
    const { plan } = await planTemplates(store, { [key]: next })
    await putForeign(store, key, live.replace('CANARY-1', 'CANARY-3'))
    expect(await applyIt(store, plan as Plan)).toMatchObject({ kind: 'stale' })
    await applied(store, { [key]: next })
    expect(await valueIn(store)).toMatchObject({ host: 'db2', password: 'CANARY-3' })
  })

  it('is not written over by a transaction that read another one', async () => {
    const store = await owned()
    const { plan } = await planTemplates(store, { [key]: { ...wanted, host: 'db2' } })
    const raced = beforeTransaction(
      store,
      async () => void (await putForeign(store, key, live.replace('CANARY-1', 'CANARY-3'))),
    )
    expect((await applyIt(raced, plan as Plan)).kind).toBe('conflict')
    expect(await valueIn(store)).toMatchObject({ host: 'db1', password: 'CANARY-3' })
  })

  it('has not drifted where one was changed outside, and has where anything else was', async () => {
    const store = await owned()
    await putForeign(store, key, live.replace('CANARY-1', 'CANARY-3'))
    expect((await driftIn(store)).entries).toEqual([])
    expect((await planTemplates(store, { [key]: wanted })).plan).toMatchObject({ changes: [], drift: [] })
    await putForeign(store, key, live.replace('db1', 'db9'))
    const { entries } = await driftIn(store)
    expect(entries).toMatchObject([{ kind: 'modified', sinceApply: [{ pointer: '/host', to: 'db9' }] }])
    const { plan } = await planTemplates(store, { [key]: wanted })
    expect(plan?.drift).toMatchObject([{ key, overwrites: [{ pointer: '/host' }] }])
    expect(JSON.stringify([entries, plan])).not.toContain('CANARY')
  })

  it.each([
    ['a key that is not there', undefined, wanted],
    ['a member that is not there', '{"host":"db1"}', { host: 'db1', password: secret('pw') }],
    [
      'an element that nothing identifies',
      '[{"token":"CANARY-1"}]',
      [{ token: secret('a') }, { token: secret('b') }],
    ],
    ['what cannot be read', '{"password":"CANARY-1"', { password: secret('pw') }],
  ])('is refused for %s', async (_, text, value) => {
    const store = await openEmbeddedStore()
    if (text !== undefined) await putForeign(store, key, text)
    const { diagnostics, plan } = await planTemplates(
      store,
      { [key]: value },
      { permissions: { takeOver: [key] } },
    )
    expect(diagnostics.map(({ code }) => code)).toContain('secret-not-live')
    expect(JSON.stringify([diagnostics, plan])).not.toContain('CANARY')
  })

  it('is rolled back without them: those that are live by then stay', async () => {
    const store = await owned()
    await applied(store, { [key]: { ...wanted, host: 'db2' } })
    const rotated = (await contentsOf(store))[key]?.replace('CANARY-1', 'CANARY-3') ?? ''
    await putForeign(store, key, rotated)
    const { plan } = await rollback(store)
    expect(await applyIt(store, plan as Plan)).toMatchObject({ kind: 'applied' })
    expect(await valueIn(store)).toMatchObject({ host: 'db1', password: 'CANARY-3' })
  })

  it('cannot be rolled back to a secret that is gone', async () => {
    const store = await owned()
    await applied(store, { [key]: { host: 'db1' } })
    const { diagnostics } = await rollback(store)
    expect(diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['not-restorable', '/password'],
      ['not-restorable', '/users/0/token'],
    ])
  })

  it('is given back as it is where it was only taken into ownership', async () => {
    const store = await owned()
    const { plan } = await rollback(store)
    expect(plan?.changes).toMatchObject([{ action: 'release' }])
    expect(derivePlan(plan as Plan, await readLive(store, request)).diagnostics).toEqual([])
    await applyIt(store, plan as Plan)
    expect(await contentsOf(store)).toEqual({ [key]: live })
    expect((await planTemplates(store, { [key]: wanted })).plan?.changes).toMatchObject([{ action: 'own' }])
  })
})

const request = { home, managedPrefixes: ['/config/'] }

async function rollback(store: Store) {
  const undone = await readUndone(store, home)
  const state = await readLive(store, request)
  const { environment, workspace } = (await planTemplates(store, {})).plan as Plan
  return planRollback({
    workspace,
    environment: {
      name: environment,
      workspace,
      store: 'embedded',
      endpoints: [],
      prefix: '',
      isProtected: false,
      signers: [],
      readable: [],
    },
    managedPrefixes: ['/config/'],
    live: state,
    lookup,
    undone: undone.kind === 'found' ? undone.undone : [],
  })
}

describe('a document that goes by another key', () => {
  it('takes its secrets along, and back', async () => {
    const store = await owned()
    const other = '/config/b/json'
    const moved = { moved: [{ from: key, to: other }] }
    const { plan, diagnostics } = await planTemplates(store, { [other]: wanted }, { environment: moved })
    expect(diagnostics).toEqual([])
    const derived = derivePlan(plan as Plan, await readLive(store, request))
    expect(derived.diagnostics).toEqual([])
    expect(await applyIt(store, plan as Plan)).toMatchObject({ kind: 'applied' })
    const contents = await contentsOf(store)
    expect(Object.keys(contents)).toEqual([other])
    expect(JSON.parse(contents[other] ?? '')).toEqual(JSON.parse(live))
    const back = await rollback(store)
    expect(back.diagnostics).toEqual([])
    expect(await applyIt(store, back.plan as Plan)).toMatchObject({ kind: 'applied' })
    expect(await valueIn(store)).toEqual(JSON.parse(live))
  })
})

describe('a plan file', () => {
  it('cannot put one secret in the place of another, or nothing', async () => {
    const store = await owned()
    const { plan } = await planTemplates(store, { [key]: { ...wanted, host: 'db2' } })
    const state = await readLive(store, request)
    expect(derivePlan(plan as Plan, state).diagnostics).toEqual([])
    for (const keptFrom of ['/users/0/token', '/host', undefined]) {
      const forged = JSON.parse(JSON.stringify(plan), (name, value) =>
        name === 'keptFrom' && value === '/password' ? keptFrom : value,
      ) as Plan
      expect(derivePlan(forged, state).diagnostics).toMatchObject([{ code: 'plan-file-invalid' }])
    }
  })

  it('cannot say that a key is as it should be when it would be written', async () => {
    const store = await openEmbeddedStore()
    await putForeign(store, key, live)
    const { plan } = await planTemplates(store, { [key]: wanted })
    const state = await readLive(store, request)
    expect(derivePlan(plan as Plan, state).diagnostics).toEqual([])
    const forged = JSON.parse(JSON.stringify(plan).replaceAll('db1', 'db2')) as Plan
    expect(derivePlan(forged, state).diagnostics).toMatchObject([{ code: 'plan-file-invalid' }])
  })
})
