import { describe, expect, it } from 'vitest'
import {
  readAppliedState,
  readHistory,
  readLive,
  readNewestCommit,
  readOutsideWrites,
  readUndone,
} from '../../src/apply/index.ts'
import type { Store } from '../../src/model/index.ts'
import { makePlan, planRollback } from '../../src/plan/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { desiredOf } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'
import { applyIt, applyValues, contentsOf, deleteForeign, planValues, putForeign } from './apply-values.ts'

const a = '/config/a/json'
const b = '/config/b/json'
const request = { home, managedPrefixes: ['/config/'] }
const lookup = () => ({ effect: 'live' as const, isSecret: false })

describe('a rollback from a store', () => {
  it('undoes the newest apply, also after a compaction, and is an entry of the history', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1, [b]: 1 })
    await applyValues(store, { [a]: 2, '/config/c': 3 })
    await store.compact((await store.range({ key: a })).revision)
    expect(await rollBack(store)).toMatchObject({ kind: 'applied', seq: 3 })
    expect(await contentsOf(store)).toEqual({ [a]: '1', [b]: '1' })
    expect((await readHistory(store, home, 1))[0]?.kind).toBe('rollback')
  })

  it('restores state N, over applies and rollbacks', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1 })
    await applyValues(store, { [a]: 2, [b]: 1 })
    await applyValues(store, { [a]: 3, [b]: 2 })
    await rollBack(store)
    expect(await rollBack(store, 1)).toMatchObject({ kind: 'applied', seq: 5 })
    expect(await contentsOf(store)).toEqual({ [a]: '1' })
    expect(await rollBack(store)).toMatchObject({ kind: 'applied' })
    expect(await contentsOf(store)).toEqual({ [a]: '2', [b]: '1' })
  })

  it('restores what was applied, whatever was done outside before or since', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { x: 1 } })
    await deleteForeign(store, a)
    await applyValues(store, { [a]: { x: 1 } })
    await putForeign(store, a, '{"x":7}')
    await applyValues(store, { [a]: { x: 2 } })
    await putForeign(store, a, '{"x":9}')
    expect(await rollBack(store, 1)).toMatchObject({ kind: 'applied' })
    expect(await contentsOf(store)).toEqual({ [a]: '{"x":1}' })
    expect(await rollBack(store, 4)).toMatchObject({ kind: 'nothing-to-do' })
  })

  it.each([
    ['text', 'ports:\n  - 22\n'],
    ['JSON written otherwise', '{\n  "x": 1\n}\n'],
    ['JSON with a number that a double rounds', '12345678901234567890'],
    ['nothing', ''],
    ['the same as was wanted', '2'],
  ])('gives back what was taken over byte for byte, managed no longer: %s', async (_title, before) => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [b]: 1 })
    await putForeign(store, a, before)
    const takeOver = { permissions: { takeOver: [a], allowTypeChange: [`${a}#`] } }
    await applyIt(store, await planValues(store, { [a]: 2, [b]: 1 }, takeOver))
    await applyValues(store, { [a]: 3, [b]: 1 })
    expect(await rollBack(store, 1)).toMatchObject({ kind: 'applied' })
    expect(await contentsOf(store)).toEqual({ [a]: before, [b]: '1' })
    expect([...(await readLive(store, request)).index.keys()]).toEqual([b])
    // the sources of before do not delete it
    await applyValues(store, { [b]: 2 })
    expect(await contentsOf(store)).toEqual({ [a]: before, [b]: '2' })
  })

  it('gives back what was taken over and is deleted by now', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [b]: 1 })
    await putForeign(store, a, 'theirs')
    await applyIt(store, await planValues(store, { [a]: 2, [b]: 1 }, { permissions: { takeOver: ['*'] } }))
    await applyValues(store, { [b]: 1 })
    expect(await rollBack(store, 1)).toMatchObject({ kind: 'applied' })
    expect(await contentsOf(store)).toEqual({ [a]: 'theirs', [b]: '1' })
  })

  it('of a take-over can be taken back itself', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [b]: 1 })
    await putForeign(store, a, 'theirs')
    await applyIt(store, await planValues(store, { [a]: 2, [b]: 1 }, { permissions: { takeOver: ['*'] } }))
    await rollBack(store)
    expect(await contentsOf(store)).toEqual({ [a]: 'theirs', [b]: '1' })
    await rollBack(store)
    expect(await contentsOf(store)).toEqual({ [a]: '2', [b]: '1' })
    expect([...(await readLive(store, request)).index.keys()]).toEqual([a, b])
  })

  it('keeps a key in mind that was deleted outside and that it does not touch', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1, [b]: 1 })
    await applyValues(store, { [a]: 2, [b]: 1 })
    await deleteForeign(store, b)
    await rollBack(store)
    expect([...(await readLive(store, request)).index.keys()]).toEqual([a, b])
  })

  it('is of no commit, and hides none from who looks for an older one', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1 })
    await applyIt(store, { ...(await planValues(store, { [a]: 2 })), commit: '9be2c1f' })
    await rollBack(store)
    expect((await readHistory(store, home, 3)).map(({ commit }) => commit)).toEqual([
      undefined,
      '9be2c1f',
      undefined,
    ])
    expect(await readNewestCommit(store, home)).toMatchObject({ seq: 2, commit: '9be2c1f' })
  })

  it('withdraws its values until they are allowed again', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: { x: 1 } })
    await applyValues(store, { [a]: { x: 2 } })
    await rollBack(store)
    const input = { desired: desiredOf({ [a]: { x: 2 } }), lookup, provenance: new Map() }
    const refused = makePlan({ ...input, live: await readLive(store, request) })
    expect(refused.diagnostics).toMatchObject([{ code: 'withdrawn-value' }])
    await applyValues(store, { [a]: { x: 5 } })
    const live = await readLive(store, request)
    expect(makePlan({ ...input, live }).diagnostics).toMatchObject([{ code: 'withdrawn-value' }])
    const allowed = makePlan({ ...input, live, permissions: { unsuppress: [`${a}#/x`] } })
    if (allowed.plan !== undefined) await applyIt(store, allowed.plan)
    expect(await contentsOf(store)).toEqual({ [a]: '{"x":2}' })
    expect((await readLive(store, request)).suppressed).toEqual([])
  })

  it('tells when there is nothing to undo, no such apply, or its bytes were trimmed', async () => {
    const store = await openEmbeddedStore()
    expect(await readUndone(store, home)).toEqual({ kind: 'nothing-applied' })
    await applyValues(store, { [a]: 1 })
    await applyValues(store, { [a]: 2 })
    expect(await readUndone(store, home, 7)).toEqual({ kind: 'no-such-apply', newest: 2 })
    await deleteForeign(store, '/appia/demo/ledger/000000000001')
    expect(await readUndone(store, home, 0)).toEqual({ kind: 'trimmed', seq: 1 })
    expect(await readUndone(store, home, 1)).toEqual({ kind: 'trimmed', seq: 1 })
    expect(await readUndone(store, home)).toMatchObject({ kind: 'found', to: 1, undone: [{ seq: 2 }] })
  })
})

describe('the state after an apply', () => {
  it('is read from the blobs', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1, [b]: 1 })
    await applyValues(store, { [a]: 2, [b]: 1 })
    await applyValues(store, { [b]: 1 })
    const texts = async (seq: number) =>
      Object.fromEntries(
        [...((await readAppliedState(store, home, seq)) ?? [])].map(([key, value]) => [
          key,
          Buffer.from(value.bytes).toString(),
        ]),
      )
    expect(await texts(0)).toEqual({})
    expect(await texts(1)).toEqual({ [a]: '1', [b]: '1' })
    expect(await texts(2)).toEqual({ [a]: '2', [b]: '1' })
    expect(await texts(3)).toEqual({ [b]: '1' })
    expect(await readAppliedState(store, home, 9)).toBeUndefined()
  })
})

describe('writes from outside', () => {
  it('are listed one by one, transient ones too, without those of applies', async () => {
    const store = await openEmbeddedStore()
    await applyValues(store, { [a]: 1 })
    const { revision: since } = await store.range({ key: a })
    await putForeign(store, a, '9')
    await putForeign(store, '/elsewhere', '1')
    await putForeign(store, a, '1')
    await applyValues(store, { [a]: 2 })
    await deleteForeign(store, a)
    const writes = await readOutsideWrites(store, { ...request, since })
    expect(writes.map(({ key, kind }) => [key, kind])).toEqual([
      [a, 'put'],
      [a, 'put'],
      [a, 'delete'],
    ])
    expect(writes[0]?.revision).toBe(since + 1)
  })

  it('that were compacted away are an error, not an empty list', async () => {
    const store = await openEmbeddedStore()
    await putForeign(store, a, '1')
    await putForeign(store, a, '2')
    await putForeign(store, a, '3')
    await store.compact((await store.range({ key: a })).revision)
    await expect(readOutsideWrites(store, { ...request, since: 1 })).rejects.toMatchObject({
      code: 'compacted',
    })
  })
})

async function rollBack(store: Store, to?: number) {
  const found = await readUndone(store, home, to)
  if (found.kind !== 'found') throw new Error(found.kind)
  const { plan, diagnostics } = planRollback({
    workspace: 'demo',
    environment: desiredOf({}).environment,
    managedPrefixes: ['/config/'],
    live: await readLive(store, request),
    lookup,
    undone: found.undone,
    ...(found.state && { state: found.state }),
    permissions: { allowDelete: 9, takeOver: ['*'] },
  })
  if (plan === undefined || diagnostics.length > 0) throw new Error(diagnostics[0]?.message)
  return await applyIt(store, plan)
}
