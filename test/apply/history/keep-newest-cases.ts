import { describe, expect, it } from 'vitest'
import { keepNewest, measureToolData, readAppliedState, readUndone } from '../../../src/apply/index.ts'
import { type Store, StoreError } from '../../../src/model/index.ts'
import { home } from '../../support/home.ts'
import { applyValues, contentsOf, now } from '../apply-values.ts'
import { readStoredData } from '../simulation/stored-blobs.ts'
import { wrapTxn } from '../wrap-store.ts'

const a = '/config/a/json'
const b = '/config/b/json'

/** What stays of the history as applies follow, in a store that is empty at first. */
export function describeKeeping(title: string, open: () => Promise<Store>): void {
  const applyAndKeep = async (store: Store, values: readonly number[]) => {
    const kinds: string[] = []
    for (const value of values) {
      await applyValues(store, { [a]: value, [b]: 0 })
      kinds.push((await keep(store)).kind)
    }
    return kinds
  }

  describe(title, () => {
    it('trims to those to keep once 21 more have gathered; the oldest kept can be rolled back to', async () => {
      const store = await open()
      const kinds = await applyAndKeep(store, upTo(31))
      expect(kinds).toEqual([...upTo(30).map(() => 'short'), 'trimmed'])
      expect(await readStoredData(store)).toEqual({
        seqs: upTo(32).slice(21),
        missing: [],
        unneeded: [],
      })
      expect(await readUndone(store, home, 22)).toMatchObject({ kind: 'found', to: 22 })
      expect(await readUndone(store, home, 21)).toEqual({ kind: 'trimmed', seq: 21 })
      expect((await readAppliedState(store, home, 22))?.get(a)?.bytes).toEqual(new TextEncoder().encode('22'))
      expect(await contentsOf(store)).toEqual({ [a]: '31', [b]: '0' })
    })

    it('has no more after 80 applies than after 30', async () => {
      const store = await open()
      await applyAndKeep(store, upTo(30))
      const { entries, blobs, bytes } = await measureToolData({ store, home })
      for (let value = 31; value <= 80; value++) {
        await applyAndKeep(store, [value])
        const size = await measureToolData({ store, home })
        expect(size.entries).toBeLessThanOrEqual(entries + 3)
        expect(size.blobs).toBeLessThanOrEqual(blobs + 3)
        expect(size.bytes).toBeLessThan(bytes * 1.2)
      }
    })

    it('leaves an apply of unknown outcome its place, and says how many applies are too many', async () => {
      const store = await open()
      await applyAndKeep(store, upTo(30))
      await applyValues(store, { [a]: 31, [b]: 0 })
      expect(await keep(store, [21])).toEqual({ kind: 'remains', applies: 21 })
      expect((await readStoredData(store)).seqs).toEqual(upTo(31))
      expect(await keep(store, [22])).toMatchObject({ kind: 'trimmed' })
    })

    it('leaves what is much to remove', async () => {
      const store = await open()
      for (const value of upTo(31)) await applyValues(store, { [a]: value, [b]: 0 })
      await stageGarbage(store, 1001)
      expect(await keep(store)).toEqual({ kind: 'remains', applies: 21 })
      expect((await readStoredData(store)).seqs).toEqual(upTo(31))
    })

    it('says that it failed, and takes nothing that is needed, when the store refuses', async () => {
      const store = await open()
      for (const value of upTo(31)) await applyValues(store, { [a]: value, [b]: 0 })
      const refusing = wrapTxn(store, () =>
        Promise.reject(new StoreError('no-space', 'the store is full', { outcome: 'not-applied' })),
      )
      expect(await keep(refusing)).toEqual({ kind: 'failed', problem: 'the store is full' })
      expect(await readStoredData(store)).toMatchObject({ seqs: upTo(31), missing: [] })
    })
  })
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

async function keep(store: Store, open: readonly number[] = []) {
  const owner = { workspace: 'demo', environment: 'lab' }
  return await keepNewest({ store, home, keep: 10, owner, author: { who: 'tester' }, now, open })
}

async function stageGarbage(store: Store, count: number): Promise<void> {
  for (let start = 0; start < count; start += 120) {
    const success = Array.from({ length: Math.min(120, count - start) }, (_, index) => ({
      kind: 'put' as const,
      key: `/appia/demo/blob/${String(start + index).padStart(64, '0')}`,
      value: new Uint8Array([1]),
    }))
    await store.txn({ compare: [], success, failure: [] })
  }
}
