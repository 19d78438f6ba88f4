import { describe, expect, it } from 'vitest'
import { applyPlan, memoryJournal, readLive, resumeApply, trimHistory } from '../../src/apply/index.ts'
import type { Store } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'
import { applyValues, contentsOf, now, planValues, putForeign } from './apply-values.ts'
import { Crash, faultAt, ignoreRefusal, type Network, openMachine } from './simulation/faulty-client.ts'
import { readStoredData } from './simulation/stored-blobs.ts'

const a = '/config/a/json'
const scheduler = { turn: async () => {}, run: async () => {} }
const faults = ['crash before', 'crash after', 'answer lost', 'held', 'request lost', 'unreachable'] as const

describe('a trim that breaks off', () => {
  it.each(faults)(
    'after any store call takes nothing that is needed, and the next one ends it: %s',
    async (fault) => {
      let broken = 0
      for (let at = 0, isOver = false; !isOver; at++) {
        const store = await storeWithHistory()
        const faultOf = faultAt(at, fault)
        const network: Network = { held: [], fired: new Map(), noted: [] }
        if (await breaksOff(store, { faultOf, network })) broken++
        expect((await readStoredData(store)).missing, `step ${at}`).toEqual([])
        for (const txn of network.held) await ignoreRefusal(store, txn)
        await trim(store)
        const { seqs, missing, unneeded } = await readStoredData(store)
        expect({ oldest: seqs[0], missing, unneeded }, `step ${at}`).toEqual({
          oldest: 4,
          missing: [],
          unneeded: [],
        })
        expect(await contentsOf(store)).toEqual({ [a]: '5', '/config/b': '9' })
        expect((await readLive(store, { home, managedPrefixes: ['/config/'] })).index.size).toBe(2)
        isOver = faultOf.steps() <= at
      }
      if (fault.startsWith('crash')) expect(broken).toBeGreaterThan(8)
    },
  )
})

describe('an apply that trims', () => {
  it.each(faults)(
    'takes nothing that is needed after any store call, and a resume finds out: %s',
    { timeout: 120_000 },
    async (fault) => {
      for (let at = 0, isOver = false; !isOver; at++) {
        const store = await openEmbeddedStore()
        for (let value = 1; value <= 21; value++) await applyValues(store, { [a]: value })
        const journal = memoryJournal()
        const faultOf = faultAt(at, fault)
        const network: Network = { held: [], fired: new Map(), noted: [] }
        const machine = openMachine(store, journal, { scheduler, faultOf, network })
        const common = { author: { who: 'tester' }, now, resolveMilliseconds: 400 }
        const plan = { ...(await planValues(store, { [a]: 22 })), keepApplies: 1 }
        await unlessCrashed(() => applyPlan({ ...machine, plan, ...common }))
        expect((await readStoredData(store)).missing, `step ${at}`).toEqual([])
        for (const { outcome } of await resumeApply({ store, journal, ...common, home }))
          expect(outcome.kind, `step ${at}`).toBe('applied')
        for (const txn of network.held) await ignoreRefusal(store, txn)
        const after = await contentsOf(store)
        const { seqs, missing } = await readStoredData(store)
        expect(missing, `step ${at}`).toEqual([])
        const isDone = after[a] === '22'
        expect(seqs[0], `step ${at}`).toBe(isDone ? 21 : 1)
        isOver = faultOf.steps() <= at
      }
    },
  )
})

async function storeWithHistory(): Promise<Store> {
  const store = await openEmbeddedStore()
  for (const value of [1, 2, 3, 4, 5]) await applyValues(store, { [a]: value, '/config/b': 9 })
  await putForeign(store, '/appia/demo/blob/left-by-an-apply-that-never-happened', 'x')
  return store
}

async function breaksOff(
  store: Store,
  { faultOf, network }: { readonly faultOf: ReturnType<typeof faultAt>; readonly network: Network },
): Promise<boolean> {
  const machine = openMachine(store, memoryJournal(), { scheduler, faultOf, network })
  return await unlessCrashed(() => trim(machine.store))
}

/** True when it crashed. */
async function unlessCrashed(task: () => Promise<unknown>): Promise<boolean> {
  try {
    await task()
    return false
  } catch (error) {
    if (!(error instanceof Crash)) throw error
    return true
  }
}

async function trim(store: Store) {
  const owner = { workspace: 'demo', environment: 'lab' }
  const request = { store, home, owner, author: { who: 'tester' }, now }
  return await trimHistory({ ...request, keep: 2, blobsAtOnce: 2 })
}
