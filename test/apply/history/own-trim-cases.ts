import { describe, expect, it } from 'vitest'
import {
  type ApplyRequest,
  type Journal,
  type JournalEntry,
  measureToolData,
  memoryJournal,
  readAppliedState,
  readUndone,
} from '../../../src/apply/index.ts'
import { type Store, type Txn, toolKeys } from '../../../src/model/index.ts'
import { home } from '../../support/home.ts'
import { applyIt, contentsOf, planValues, type Values } from '../apply-values.ts'
import { readStoredData } from '../simulation/stored-blobs.ts'
import { afterRange, faulty, isGuarded, wrapTxn } from '../wrap-store.ts'

const a = '/config/a/json'
const b = '/config/b/json'

/** What stays of the history as applies follow, in a store that is empty at first. */
export function describeOwnTrim(title: string, open: () => Promise<Store>): void {
  describe(title, () => {
    it('is trimmed to what is to stay once 21 more have gathered; the oldest kept can be rolled back to', async () => {
      const store = await open()
      const kinds = await applyEach(store, upTo(31))
      expect(kinds).toEqual([...upTo(30).map(() => 'short'), 'trimmed'])
      expect(await readStoredData(store)).toEqual({ seqs: upTo(31).slice(21), missing: [], unneeded: [] })
      expect(await readUndone(store, home, 22)).toMatchObject({ kind: 'found', to: 22 })
      expect(await readUndone(store, home, 21)).toEqual({ kind: 'trimmed', seq: 21 })
      expect((await readAppliedState(store, home, 22))?.get(a)?.bytes).toEqual(new TextEncoder().encode('22'))
      expect(await contentsOf(store)).toEqual({ [a]: '31', [b]: '0' })
    })

    it('is trimmed in the transaction that applies', async () => {
      const store = await open()
      await applyEach(store, upTo(30))
      const guarded: Txn[] = []
      const watched = wrapTxn(store, (txn) => {
        if (isGuarded(txn)) guarded.push(txn)
        return store.txn(txn)
      })
      expect(await apply(watched, { [a]: 31, [b]: 0 })).toMatchObject({
        kind: 'applied',
        seq: 31,
        history: { kind: 'trimmed', removed: { entries: 21 } },
      })
      expect(guarded).toHaveLength(1)
      expect((await readStoredData(store)).seqs).toEqual(upTo(31).slice(21))
    })

    it('keeps of what it would remove what an apply before has staged, and this one names', async () => {
      const store = await open()
      await applyEach(store, upTo(30))
      const plan = { ...(await planValues(store, { [a]: 31, [b]: 0 })), keepApplies: 10 }
      const { store: cutOff } = faulty(store, ['full'])
      expect((await applyIt(cutOff, plan)).kind).not.toBe('applied')
      expect((await readStoredData(store)).unneeded).not.toEqual([])
      const staged = await measureToolData({ store, home })
      const applied = await applyIt(store, plan)
      const left = await measureToolData({ store, home })
      const removed = { blobs: staged.blobs - left.blobs } // all that it names was there
      expect(applied).toMatchObject({ history: { kind: 'trimmed', removed } })
      expect(await readStoredData(store)).toMatchObject({ missing: [], unneeded: [] })
      // @31 is the fence that found out that the first did not happen.
      expect((await readAppliedState(store, home, 32))?.get(a)?.bytes).toEqual(new TextEncoder().encode('31'))
    })

    it('is left where another apply comes through after it was looked at, and names what would go', async () => {
      const store = await open()
      await applyEach(store, upTo(30))
      const { store: slow, release } = faulty(store, ['held', ...upTo(50).map(() => 'request lost' as const)])
      const values = { [a]: 30, [b]: 1 }
      await applyIt(slow, await planValues(store, values), { resolveMilliseconds: 1 })
      expect((await readStoredData(store)).unneeded).not.toEqual([])
      const plan = { ...(await planValues(store, { [a]: 31, [b]: 0 })), keepApplies: 10 }
      // The blobs are listed for the trim; the epoch is read after that.
      const listed = afterRange(store, toolKeys(home).blob, async () => {
        expect(await release()).toMatchObject([{ succeeded: true }])
      })
      expect(await applyIt(listed, plan)).toMatchObject({
        ...{ kind: 'applied', seq: 32 },
        history: { kind: 'remains', applies: 21 },
      })
      expect(await readStoredData(store)).toMatchObject({ seqs: upTo(32), missing: [] })
      expect(await contentsOf(store)).toEqual({ [a]: '31', [b]: '1' })
    })

    it('is looked at anew where another apply has got in between', async () => {
      const store = await open()
      await applyEach(store, upTo(30))
      const plan = { ...(await planValues(store, { [a]: 31, [b]: 0 })), keepApplies: 10 }
      let isFirst = true
      const interfered = wrapTxn(store, async (txn) => {
        // The other apply trims, since it comes first; this one is refused, and looks again.
        if (isGuarded(txn) && isFirst) {
          isFirst = false
          await apply(store, { [a]: 30, [b]: 1 })
        }
        return await store.txn(txn)
      })
      expect(await applyIt(interfered, plan)).toMatchObject({ seq: 32, history: { kind: 'short' } })
      expect(await readStoredData(store)).toEqual({ seqs: upTo(32).slice(21), missing: [], unneeded: [] })
    })

    it('has no more after 80 applies than after 30', async () => {
      const store = await open()
      await applyEach(store, upTo(30))
      const { entries, blobs, bytes } = await measureToolData({ store, home })
      for (let value = 31; value <= 80; value++) {
        await applyEach(store, [value])
        const size = await measureToolData({ store, home })
        expect(size.entries).toBeLessThanOrEqual(entries)
        expect(size.blobs).toBeLessThanOrEqual(blobs + 3)
        expect(size.bytes).toBeLessThan(bytes * 1.2)
      }
    })

    it('leaves an apply of unknown outcome its place, and says how many applies are too many', async () => {
      const store = await open()
      await applyEach(store, upTo(30))
      const values = { [a]: 31, [b]: 0 }
      expect(await apply(store, values, { journal: journalWith(21) })).toMatchObject({
        history: { kind: 'remains', applies: 21 },
      })
      expect((await readStoredData(store)).seqs).toEqual(upTo(31))
      expect(await apply(store, { [a]: 32, [b]: 0 }, { journal: journalWith(23) })).toMatchObject({
        history: { kind: 'trimmed' },
      })
    })

    it('is left where much is to be removed', async () => {
      const store = await open()
      await applyEach(store, upTo(30))
      await stageGarbage(store, 1001)
      expect(await apply(store, { [a]: 31, [b]: 0 })).toMatchObject({
        kind: 'applied',
        history: { kind: 'remains', applies: 21 },
      })
      expect((await readStoredData(store)).seqs).toEqual(upTo(31))
    })

    it('is left where the values of the apply take the room of the request', async () => {
      const store = await open()
      await applyEach(store, upTo(30))
      const long = 'x'.repeat(600 * 1024)
      expect(await apply(store, { [a]: long, [b]: 0 })).toMatchObject({
        kind: 'applied',
        history: { kind: 'remains', applies: 21 },
      })
      expect(await apply(store, { [a]: 32, [b]: 0 })).toMatchObject({ history: { kind: 'trimmed' } })
    })

    it('is trimmed beside more operations than fit one level of a transaction', async () => {
      const store = await open()
      await applyEach(store, upTo(30))
      await stageGarbage(store, 900)
      const many = Object.fromEntries(upTo(300).map((index) => [`/config/${index}/json`, index]))
      expect(await apply(store, { ...many, [a]: 31, [b]: 0 })).toMatchObject({ history: { kind: 'trimmed' } })
      expect(await readStoredData(store)).toEqual({ seqs: upTo(31).slice(21), missing: [], unneeded: [] })
      expect(Object.keys(await contentsOf(store))).toHaveLength(302)
    })

    it('is not trimmed by an apply that does not happen', async () => {
      const store = await open()
      await applyEach(store, upTo(30))
      const plan = { ...(await planValues(store, { [a]: 31, [b]: 0 })), keepApplies: 10 }
      const interfered = wrapTxn(store, async (txn) => {
        if (isGuarded(txn)) await store.txn({ compare: [], success: [put(a, '99')], failure: [] })
        return await store.txn(txn)
      })
      expect((await applyIt(interfered, plan)).kind).toBe('conflict')
      expect(await readStoredData(store)).toMatchObject({ seqs: upTo(30), missing: [] })
    })
  })
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)
const put = (key: string, text: string) => ({
  kind: 'put' as const,
  key,
  value: new TextEncoder().encode(text),
})

/** Applies under a workspace that keeps 10. */
async function apply(store: Store, values: Values, rest: Partial<ApplyRequest> = {}) {
  const plan = await planValues(store, values, {
    permissions: { allowDelete: 1e6, allowTypeChange: [`${a}#`] },
  })
  return await applyIt(store, { ...plan, keepApplies: 10 }, rest)
}

async function applyEach(store: Store, values: readonly number[]): Promise<(string | undefined)[]> {
  const kinds: (string | undefined)[] = []
  for (const value of values) {
    const outcome = await apply(store, { [a]: value, [b]: 0 })
    kinds.push(outcome.kind === 'applied' ? outcome.history?.kind : outcome.kind)
  }
  return kinds
}

/** A journal in which the apply that was to be @`seq` is still open. */
function journalWith(seq: number): Journal {
  const journal = memoryJournal()
  const open = { ...home, seq } as unknown as JournalEntry // as much of it as a trim looks at
  return { ...journal, list: async () => [open, ...(await journal.list())] }
}

async function stageGarbage(store: Store, count: number): Promise<void> {
  for (let start = 0; start < count; start += 120) {
    const success = Array.from({ length: Math.min(120, count - start) }, (_, index) =>
      put(`/appia/demo/blob/${String(start + index).padStart(64, '0')}`, 'x'),
    )
    await store.txn({ compare: [], success, failure: [] })
  }
}
