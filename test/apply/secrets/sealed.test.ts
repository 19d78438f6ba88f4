import { describe, expect, it } from 'vitest'
import { readLive, readUndone } from '../../../src/apply/index.ts'
import type { Plan, Store } from '../../../src/model/index.ts'
import { derivePlan, type PlanInput, planRollback } from '../../../src/plan/index.ts'
import { openEmbeddedStore } from '../../../src/store/index.ts'
import { home } from '../../support/home.ts'
import { applyIt, contentsOf, putForeign } from '../apply-values.ts'
import { lookup, plain, planTemplates, sealedFor, secret } from './a-template.ts'

const key = '/config/a/json'
const wanted = { host: 'db1', password: secret('pw') }
const request = { home, managedPrefixes: ['/config/'] }
const both = { 'a@1': 'age1one', 'a@2': 'age1two' }

let sealed = 0
/** What another sealing gives: never the same twice. */
const seal = () => `-----BEGIN AGE ENCRYPTED FILE-----\n${++sealed}\n-----END AGE ENCRYPTED FILE-----\n`

type Planning = Partial<PlanInput> & { readonly recipients?: Readonly<Record<string, string>> }

async function planned(
  store: Store,
  value: object = wanted,
  { recipients = both, ...rest }: Planning = {},
): Promise<Plan> {
  const values = { [key]: value as typeof wanted }
  const made = await planTemplates(store, values, { sources: sealedFor(recipients), ...rest })
  expect(made.diagnostics).toEqual([])
  expect(derivePlan(made.plan as Plan, await readLive(store, request)).diagnostics).toEqual([])
  return made.plan as Plan
}

async function applied(): Promise<Store> {
  const store = await openEmbeddedStore()
  expect(await applyIt(store, await planned(store), { secretValues: seal })).toMatchObject({
    kind: 'applied',
  })
  return store
}

const passwordIn = async (store: Store): Promise<string> =>
  JSON.parse((await contentsOf(store))[key] ?? '{}').password

describe('a sealed secret', () => {
  it('is sealed for the members that the plan names, and then there is nothing to do', async () => {
    const store = await openEmbeddedStore()
    const first = await planned(store)
    expect(first.changes).toMatchObject([
      { action: 'create', after: { secrets: [{ as: 'sealed', recipients: both }] } },
    ])
    await applyIt(store, first, { secretValues: seal })
    expect(await passwordIn(store)).toContain('BEGIN AGE')
    expect((await planned(store)).changes).toEqual([])
  })

  it('stays as it is, to the byte, when something else of the document changes, and no source is needed', async () => {
    const store = await applied()
    const before = await passwordIn(store)
    const plan = await planned(store, { ...wanted, host: 'db2' })
    expect(plan.changes[0]?.leaves.map(({ pointer }) => pointer)).toEqual(['/host'])
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied' })
    expect(await passwordIn(store)).toBe(before)
    const moved = await planned(store, { host: 'db2', db: { password: secret('pw') } })
    expect(await applyIt(store, moved)).toMatchObject({ kind: 'applied' })
    expect(JSON.parse((await contentsOf(store))[key] ?? '')).toEqual({
      host: 'db2',
      db: { password: before },
    })
  })

  it.each([
    ['joins', { ...both, 'a@3': 'age1three' }],
    ['leaves', { 'a@1': 'age1one' }],
    ['has another recipient', { ...both, 'a@2': 'age1other' }],
  ])('is sealed anew when a member %s', async (_, recipients) => {
    const store = await applied()
    const before = await passwordIn(store)
    const plan = await planned(store, wanted, { recipients })
    expect(plan.changes).toMatchObject([
      {
        action: 'update',
        after: { secrets: [{ recipients, recipientsBefore: both }] },
        leaves: [{ pointer: '/password' }],
      },
    ])
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'refused' })
    expect(await applyIt(store, plan, { secretValues: seal })).toMatchObject({ kind: 'applied' })
    expect(await passwordIn(store)).not.toBe(before)
    expect((await planned(store, wanted, { recipients })).changes).toEqual([])
  })

  it('is sealed anew when that is asked for by its name, and only then', async () => {
    const store = await applied()
    const asked = await planned(store, wanted, { permissions: { reseal: ['pw'] } })
    expect(asked.changes).toMatchObject([{ action: 'update', leaves: [{ pointer: '/password' }] }])
    const { diagnostics } = await planTemplates(
      store,
      { [key]: wanted },
      {
        sources: sealedFor(both),
        permissions: { reseal: ['wp'] },
      },
    )
    expect(diagnostics).toMatchObject([{ code: 'permission-unmatched', help: 'one of pw' }])
  })

  it('is sealed anew where somebody wrote the key since', async () => {
    const store = await applied()
    await putForeign(store, key, `{"host":"db1","password":${JSON.stringify(seal())}}`)
    const plan = await planned(store)
    expect(plan.drift).toMatchObject([{ key, overwrites: [{ pointer: '/password' }] }])
    expect(plan.changes[0]?.after?.secrets?.[0]?.keptFrom).toBeUndefined()
  })

  it('goes from plain to sealed and back with one apply each', async () => {
    const store = await applied()
    const { plan } = await planTemplates(store, { [key]: wanted }, { sources: plain })
    await applyIt(store, plan as Plan, { secretValues: () => 'hunter2' })
    expect(await passwordIn(store)).toBe('hunter2')
    const back = await planned(store)
    expect(back.changes).toMatchObject([{ action: 'update', leaves: [{ pointer: '/password' }] }])
    expect(back.changes[0]?.after?.secrets?.[0]?.recipientsBefore).toBeUndefined()
  })

  it('goes with its key to another one as it is', async () => {
    const store = await applied()
    const before = await passwordIn(store)
    const other = '/config/b/json'
    const { plan, diagnostics } = await planTemplates(
      store,
      { [other]: wanted },
      {
        sources: sealedFor(both),
        environment: { moved: [{ from: key, to: other }] },
      },
    )
    expect(diagnostics).toEqual([])
    expect(derivePlan(plan as Plan, await readLive(store, request)).diagnostics).toEqual([])
    expect(await applyIt(store, plan as Plan)).toMatchObject({ kind: 'applied' })
    expect(JSON.parse((await contentsOf(store))[other] ?? '').password).toBe(before)
  })
})

describe('a rollback', () => {
  it('keeps the present text, and knows for whom that is', async () => {
    const store = await applied()
    const recipients = { 'a@3': 'age1three' }
    const plan = await planned(store, { ...wanted, host: 'db2' }, { recipients })
    await applyIt(store, plan, { secretValues: seal })
    const present = await passwordIn(store)
    const back = await rollback(store)
    expect(derivePlan(back, await readLive(store, request)).diagnostics).toEqual([])
    expect(back.changes).toMatchObject([{ after: { secrets: [{ keptFrom: '/password', recipients }] } }])
    expect(await applyIt(store, back)).toMatchObject({ kind: 'applied' })
    expect(JSON.parse((await contentsOf(store))[key] ?? '')).toEqual({ host: 'db1', password: present })
    // The sources of then: those that they name cannot open it.
    expect((await planned(store)).changes).toMatchObject([
      { after: { secrets: [{ recipients: both, recipientsBefore: recipients }] } },
    ])
  })

  it('keeps a text of somebody else, and the next apply seals anew', async () => {
    const store = await applied()
    const plan = await planned(store, { ...wanted, host: 'db2' })
    await applyIt(store, plan)
    await putForeign(store, key, '{"host":"db2","password":"by hand"}')
    const back = await rollback(store)
    expect(derivePlan(back, await readLive(store, request)).diagnostics).toEqual([])
    expect(await applyIt(store, back)).toMatchObject({ kind: 'applied' })
    expect(await passwordIn(store)).toBe('by hand')
    expect((await planned(store)).changes).toMatchObject([{ leaves: [{ pointer: '/password' }] }])
  })
})

describe('a plan file', () => {
  it('cannot say that others could open it until now, that it is sealed for nobody, or that it stays for others', async () => {
    const store = await applied()
    const anew = await planned(store, wanted, { recipients: { 'a@1': 'age1one' } })
    const kept = await planned(store, { ...wanted, host: 'db2' })
    const live = await readLive(store, request)
    const forged = (plan: Plan, name: string, value: unknown) =>
      JSON.parse(JSON.stringify(plan), (each, given) => (each === name ? value : given)) as Plan
    for (const plan of [
      forged(anew, 'recipientsBefore', { 'a@1': 'age1one' }),
      forged(anew, 'recipients', undefined),
      forged(kept, 'recipients', { 'a@9': 'age1nine' }),
    ])
      expect(derivePlan(plan, live).diagnostics).toMatchObject([{ code: 'plan-file-invalid' }])
  })
})

describe('what is live stays', () => {
  const sealedLookup: PlanInput['lookup'] = (name, pointer) => ({
    ...lookup(name, pointer),
    ...(pointer === '/password' && { secretForm: 'sealed' as const }),
  })

  it.each([
    ['age text', JSON.stringify(seal()), []],
    ['nothing', 'null', []],
    ['a plain text', '"CANARY"', ['secret-not-sealed']],
  ])('where that is %s', async (_, password, codes) => {
    const store = await openEmbeddedStore()
    await putForeign(store, key, `{"host":"db1","password":${password}}`)
    const { diagnostics } = await planTemplates(store, { [key]: wanted }, { lookup: sealedLookup })
    expect(diagnostics.map(({ code }) => code)).toEqual(codes)
    expect(JSON.stringify(diagnostics)).not.toContain('CANARY')
  })
})

async function rollback(store: Store): Promise<Plan> {
  const undone = await readUndone(store, home)
  const { environment, workspace } = (await planTemplates(store, {})).plan as Plan
  const { plan, diagnostics } = planRollback({
    workspace,
    environment: {
      ...{ name: environment, workspace, store: 'embedded', endpoints: [], prefix: '' },
      ...{ isProtected: false, signers: [], readable: [] },
    },
    managedPrefixes: ['/config/'],
    live: await readLive(store, request),
    lookup,
    undone: undone.kind === 'found' ? undone.undone : [],
  })
  expect(diagnostics).toEqual([])
  return plan as Plan
}
