import { describe, expect, it } from 'vitest'
import { keepNewest, memoryJournal, readLive, trimHistory } from '../../src/apply/index.ts'
import type { Store } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'
import { applyValues, contentsOf, now, putForeign } from './apply-values.ts'
import { Crash, faultAt, ignoreRefusal, type Network, openMachine } from './simulation/faulty-client.ts'
import { readStoredData } from './simulation/stored-blobs.ts'

const a = '/config/a/json'
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

describe('a trim after an apply that breaks off', () => {
  it.each(['crash before', 'crash after', 'answer lost'] as const)(
    'after any store call takes nothing that is needed, and that after the next apply ends it: %s',
    { timeout: 120_000 },
    async (fault) => {
      for (let at = 0, isOver = false; !isOver; at++) {
        const store = await openEmbeddedStore()
        for (let value = 1; value <= 22; value++) await applyValues(store, { [a]: value })
        const faultOf = faultAt(at, fault)
        await breaksOff(store, { faultOf, network: { held: [], fired: new Map(), noted: [] } }, keep)
        expect((await readStoredData(store)).missing, `step ${at}`).toEqual([])
        const isTrimmed = (await readStoredData(store)).seqs[0] === 22
        await applyValues(store, { [a]: 23 })
        expect(await keep(store), `step ${at}`).toMatchObject({ kind: isTrimmed ? 'short' : 'trimmed' })
        const { seqs, missing, unneeded } = await readStoredData(store)
        expect({ seqs, missing, unneeded }, `step ${at}`).toEqual({
          seqs: isTrimmed ? [22, 23, 24] : [23, 24],
          missing: [],
          unneeded: [],
        })
        expect(await contentsOf(store)).toEqual({ [a]: '23' })
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
  task: (store: Store) => Promise<unknown> = trim,
): Promise<boolean> {
  const scheduler = { turn: async () => {}, run: async () => {} }
  try {
    await task(openMachine(store, memoryJournal(), { scheduler, faultOf, network }).store)
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

async function keep(store: Store) {
  const owner = { workspace: 'demo', environment: 'lab' }
  return await keepNewest({ store, home, keep: 1, owner, author: { who: 'tester' }, now, open: [] })
}
