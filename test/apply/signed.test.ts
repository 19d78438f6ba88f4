import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { memoryJournal, readLive, resumeApply, signStanding, trimHistory } from '../../src/apply/index.ts'
import type { Epoch, Plan, Store } from '../../src/model/index.ts'
import { sealPlan } from '../../src/plan/index.ts'
import { encodeSigned, type SignedStatement, signedText, statementOf } from '../../src/records/index.ts'
import { readSigningKey, signText } from '../../src/signing/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'
import { applyIt, applyValues, now, planValues, type Values } from './apply-values.ts'
import { readStoredData } from './simulation/stored-blobs.ts'
import { beforeTransaction, faulty } from './wrap-store.ts'

const a = '/config/a/json'
const b = '/config/b/json'
const { privateKey } = generateKeyPairSync('ed25519')
const anna = readSigningKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
const author = { who: 'tester' }
let store: Store
beforeEach(async () => {
  store = await openMemoryStore()
})

function sign(plan: Plan): SignedStatement {
  const stated = { digest: plan.digest, checksum: sealPlan(plan).checksum, statement: statementOf(plan) }
  return {
    ...stated,
    signatures: [{ signer: anna.publicKey, signature: signText(signedText(stated), anna) }],
  }
}

async function applySigned(values: Values): Promise<string> {
  const plan = await planValues(store, values, { permissions: { allowDelete: 1e6 } })
  const signed = sign(plan)
  await applyIt(store, plan, { signed })
  return encodeSigned(signed).sha256
}

/** The statement that the index names for a key. */
async function signedOf(key: string): Promise<string | undefined> {
  return (await readLive(store, { home, managedPrefixes: ['/config/'] })).index.get(key)?.signed
}

describe('a statement', () => {
  it('is named by the keys whose bytes it covers, for as long as those stand', async () => {
    const first = await applySigned({ [a]: 1, [b]: 1 })
    expect([await signedOf(a), await signedOf(b)]).toEqual([first, first])
    const second = await applySigned({ [a]: 2, [b]: 1 })
    expect([await signedOf(a), await signedOf(b)]).toEqual([second, first])
    await applyValues(store, { [a]: 3, [b]: 1 })
    expect([await signedOf(a), await signedOf(b)]).toEqual([undefined, first])
    await applyValues(store, { [a]: 2, [b]: 1 })
    expect(await signedOf(a)).toBe(second)
    await applyValues(store, { [a]: 1, [b]: 1 })
    expect(await signedOf(a)).toBeUndefined()
    await applyValues(store, { [a]: 1 })
    await applyValues(store, { [a]: 1, [b]: 1 })
    expect(await signedOf(b)).toBeUndefined()
  })

  it('goes with the last row that names it, and no earlier', async () => {
    await applySigned({ [a]: 1, [b]: 1 })
    for (const n of [2, 3, 4]) await applySigned({ [a]: n, [b]: 1 })
    const trim = { store, home, owner: { workspace: 'demo', environment: 'lab' }, author, now }
    expect(await trimHistory({ ...trim, keep: 1 })).toMatchObject({ kind: 'trimmed' })
    expect(await readStoredData(store)).toMatchObject({ missing: [], unneeded: [] })
    expect([await signedOf(a), await signedOf(b)]).toEqual([expect.any(String), expect.any(String)])
  })

  it('is recorded by an apply that is finished after a lost request, too', async () => {
    const plan = await planValues(store, { [a]: 1 })
    const signed = sign(plan)
    const journal = memoryJournal()
    const lost = faulty(
      store,
      Array.from({ length: 50 }, () => 'request lost' as const),
    )
    const first = await applyIt(lost.store, plan, { signed, journal, resolveMilliseconds: 1 })
    expect(first).toMatchObject({ kind: 'unknown' })
    expect(await resumeApply({ store, journal, author, now, home })).toMatchObject([
      { outcome: { kind: 'applied' } },
    ])
    expect(await signedOf(a)).toBe(encodeSigned(signed).sha256)
  })

  it('of a plan covers no key that is left otherwise, and that is told', async () => {
    const plan = await planValues(store, { [a]: 1, [b]: 1 })
    const signed = sign(plan)
    const documents = { ...signed.statement.documents, [b]: 'another' }
    const other = { ...signed, statement: { ...signed.statement, documents } }
    expect(await applyIt(store, plan, { signed: other })).toMatchObject({ kind: 'applied', unsigned: [b] })
    expect([await signedOf(a), await signedOf(b)]).toEqual([encodeSigned(other).sha256, undefined])
  })
})

describe('what stands', () => {
  /** Signs the documents of a plan, on a store that may do something before it records that. */
  async function signIt(plan: Plan, at: Store) {
    const live = await readLive(store, { home, managedPrefixes: ['/config/'] })
    const epoch = live.epoch as Epoch // the plan was applied
    const { protection } = plan
    return await signStanding({
      ...{ store: at, home, live: { ...live, epoch }, protection, signed: sign(plan), author, now },
    })
  }

  it('is not signed where something was applied meanwhile', async () => {
    const plan = await planValues(store, { [a]: 1 })
    await applyIt(store, plan)
    const busy = beforeTransaction(store, () => applyValues(store, { [a]: 2 }))
    expect(await signIt(plan, busy)).toEqual({ kind: 'conflict' })
    expect(await signedOf(a)).toBeUndefined()
  })

  it('is signed once, whichever answers get lost', async () => {
    const plan = await planValues(store, { [a]: 1 })
    await applyIt(store, plan)
    const { store: losing } = faulty(store, ['request lost', 'answer lost'])
    expect(await signIt(plan, losing)).toMatchObject({ kind: 'signed', seq: 2 })
    expect(await signedOf(a)).toBe(encodeSigned(sign(plan)).sha256)
    expect((await readLive(store, { home })).epoch?.seq).toBe(2)
  })
})
