import { describe, expect, it } from 'vitest'
import { type Clock, memoryJournal, readHistory, readLive, resumeApply } from '../../src/apply/index.ts'
import type { Store } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'
import { applyIt, applyValues, contentsOf, now, planValues, putForeign } from './apply-values.ts'
import { type Fault, faulty } from './wrap-store.ts'

const a = '/config/a/json'
const author = { who: 'tester' }

describe('an apply whose answer is lost', () => {
  it('is found to have happened when it did', async () => {
    const { plain, outcome, journal } = await applyThrough(['answer lost'])
    expect(outcome).toMatchObject({ kind: 'applied', seq: 2, keys: 1 })
    expect(await contentsOf(plain)).toEqual({ [a]: '2' })
    expect(await journal.list()).toEqual([])
  })

  it('is ended by a fence when it did not, and stays ended when it arrives late', async () => {
    const { plain, outcome, release } = await applyThrough(['held'])
    expect(outcome).toMatchObject({ kind: 'fenced', seq: 2 })
    expect(await release()).toMatchObject([{ succeeded: false }])
    expect(await contentsOf(plain)).toEqual({ [a]: '1' })
    const [newest] = await readHistory(plain, home, 1)
    expect(newest).toMatchObject({ kind: 'fence', fenced: expect.any(String) })
  })

  it.each([
    [['held', 'answer lost'], 'fenced'],
    [['held', 'request lost', 'held', 'none'], 'fenced'],
    [['answer lost', 'request lost', 'answer lost'], 'applied'],
    [['full', 'request lost'], 'fenced'],
    [['answer lost', 'full', 'full'], 'applied'],
  ] as [Fault[], string][])('is resolved when its fences get lost too: %s → %s', async (faults, kind) => {
    const { plain, outcome, release } = await applyThrough(faults)
    expect(outcome.kind).toBe(kind)
    for (const late of await release()) expect(late.succeeded).toBe(false)
    expect(await contentsOf(plain)).toEqual({ [a]: kind === 'applied' ? '2' : '1' })
  })

  it('keeps the index for the next apply after a fence', async () => {
    const { plain } = await applyThrough(['request lost'])
    const live = await readLive(plain, { home, managedPrefixes: ['/config/'] })
    expect([...live.index.keys()]).toEqual([a])
    expect(await applyValues(plain, { [a]: 3 })).toMatchObject({ kind: 'applied', seq: 3 })
  })

  it('in a store never applied to is resolved the same way', async () => {
    const plain = await openEmbeddedStore()
    const plan = await planValues(plain, { [a]: 1 })
    const { store, release } = faulty(plain, ['held'])
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'fenced', seq: 1 })
    expect(await release()).toMatchObject([{ succeeded: false }])
    expect(await applyIt(plain, plan)).toMatchObject({ kind: 'applied', seq: 2 })
  })

  it('stays unknown while the store is silent, keeps its journal, and is finished by a resume', async () => {
    const silence = Array.from({ length: 50 }, (): Fault => 'request lost')
    const { plain, outcome, journal } = await applyThrough(silence, { clock: fastClock() })
    expect(outcome).toMatchObject({ kind: 'unknown', journal: expect.any(String) })
    expect(await journal.list()).toHaveLength(1)
    const resumed = await resumeApply({ store: plain, journal, author, now, home })
    expect(resumed).toMatchObject([{ outcome: { kind: 'applied', seq: 3 } }])
    expect(await contentsOf(plain)).toEqual({ [a]: '2' })
    expect(await journal.list()).toEqual([])
  })

  it('stays unknown on a full store that shows no evidence', async () => {
    const full = Array.from({ length: 50 }, (): Fault => 'full')
    const { outcome } = await applyThrough(full, { clock: fastClock() })
    expect(outcome).toMatchObject({ kind: 'unknown', problem: 'database space exceeded' })
  })
})

describe('a resume', () => {
  it('of an apply that happened says so and writes nothing', async () => {
    const silence: Fault[] = ['answer lost', ...Array.from({ length: 50 }, (): Fault => 'request lost')]
    const { plain, journal } = await applyThrough(silence, { clock: fastClock() })
    await putForeign(plain, '/config/other', '1')
    const { revision } = await plain.range({ key: a })
    const resumed = await resumeApply({ store: plain, journal, author, now, home })
    expect(resumed).toMatchObject([{ outcome: { kind: 'applied', seq: 2 } }])
    expect((await plain.range({ key: a })).revision).toBe(revision)
  })

  it('only finds out when it is told not to finish', async () => {
    const { plain, journal } = await unknownApply()
    const resumed = await resumeApply({ store: plain, journal, author, now, home, finish: false })
    expect(resumed).toMatchObject([{ outcome: { kind: 'fenced' } }])
    expect(await contentsOf(plain)).toEqual({ [a]: '1' })
  })

  it('does not finish on top of what somebody changed meanwhile', async () => {
    const { plain, journal } = await unknownApply()
    await putForeign(plain, a, '9')
    const resumed = await resumeApply({ store: plain, journal, author, now, home })
    expect(resumed).toMatchObject([{ outcome: { kind: 'stale', moved: [{ key: a }] } }])
  })

  it('answers "expired" when the ledger was trimmed past the apply', async () => {
    const { plain, journal } = await unknownApply()
    await applyValues(plain, { [a]: 5 })
    await applyValues(plain, { [a]: 6 })
    await remove(plain, '/appia/demo/ledger/000000000002')
    const resumed = await resumeApply({ store: plain, journal, author, now, home })
    expect(resumed).toMatchObject([{ outcome: { kind: 'expired', seq: 2 } }])
  })

  it('refuses a store that went back, and one of another cluster', async () => {
    const { plain, journal } = await unknownApply()
    await remove(plain, '/appia/demo/epoch')
    const [resumed] = await resumeApply({ store: plain, journal, author, now, home })
    expect(resumed?.outcome).toMatchObject({ kind: 'store-went-back' })
    const other = await unknownApply()
    const request = { store: await openEmbeddedStore(), journal: other.journal, author, now, home }
    expect(await resumeApply(request)).toMatchObject([{ outcome: { kind: 'wrong-cluster' } }])
    expect(await other.journal.list()).toHaveLength(1)
  })
})

/** Applies 1 to key `a`, then 2 through a store with faults. */
async function applyThrough(faults: readonly Fault[], rest: { clock?: Clock } = {}) {
  const plain = await openEmbeddedStore()
  await applyValues(plain, { [a]: 1 })
  const plan = await planValues(plain, { [a]: 2 })
  const { store, release } = faulty(plain, faults)
  const journal = memoryJournal()
  const outcome = await applyIt(store, plan, { journal, ...rest })
  return { plain, outcome, release, journal }
}

async function unknownApply() {
  return await applyThrough(
    Array.from({ length: 50 }, (): Fault => 'request lost'),
    { clock: fastClock() },
  )
}

async function remove(store: Store, key: string): Promise<void> {
  await store.txn({ compare: [], success: [{ kind: 'delete', key }], failure: [] })
}

/** Time that passes by waiting only. */
function fastClock(): Clock {
  let time = 0
  return {
    now: () => time,
    wait: async (milliseconds) => {
      time += milliseconds
    },
  }
}
