import { describe, expect, it } from 'vitest'
import {
  type Journal,
  memoryJournal,
  planTrim,
  readAppliedState,
  readHistory,
  readLive,
  readNewestApply,
  readUndone,
  resumeApply,
  type TrimRequest,
  trimHistory,
} from '../../../src/apply/index.ts'
import { type Store, StoreError } from '../../../src/model/index.ts'
import { home } from '../../support/home.ts'
import { applyIt, applyValues, contentsOf, now, planValues, putForeign } from '../apply-values.ts'
import { readStoredData } from '../simulation/stored-blobs.ts'
import { beforeTransaction, type Fault, faulty, isGuarded, wrapTxn } from '../wrap-store.ts'

const a = '/config/a/json'
const b = '/config/b/json'
const request = { home, managedPrefixes: ['/config/'] }
const author = { who: 'tester' }

/** What a trim keeps and what it says, for a store that is empty at first. */
export function describeTrim(title: string, open: () => Promise<Store>): void {
  const begin = async (values: readonly number[]) => {
    const store = await open()
    for (const value of values) await applyValues(store, { [a]: value, [b]: 0 })
    return store
  }

  describe(title, () => {
    it('keeps the newest applies with all that they need, and nothing else', async () => {
      const store = await begin([1, 2, 3, 4, 5])
      expect(await trim(store, 2)).toMatchObject({ kind: 'trimmed', removed: { entries: 3 } })
      expect(await readStoredData(store)).toEqual({ seqs: [4, 5, 6], missing: [], unneeded: [] })
      expect(await contentsOf(store)).toEqual({ [a]: '5', [b]: '0' })
      const live = await readLive(store, request)
      expect([...live.index.keys()]).toEqual([a, b])
      expect(await readUndone(store, home, 4)).toMatchObject({ kind: 'found', undone: [{ seq: 5 }] })
      expect(await readUndone(store, home, 3)).toEqual({ kind: 'trimmed', seq: 3 })
      expect((await readAppliedState(store, home, 4))?.get(b)?.bytes).toEqual(new TextEncoder().encode('0'))
    })

    it('announces exactly what it then removes', async () => {
      const store = await begin([1, 2, 3])
      const plan = await planTrim({ store, home, keep: 1 })
      expect(plan?.removes).toMatchObject({ entries: 2, bytes: expect.any(Number) })
      expect(plan?.removes.blobs).toBeGreaterThan(2)
      expect(await trim(store, 1)).toEqual({ kind: 'trimmed', removed: plan?.removes })
      expect((await planTrim({ store, home, keep: 1 }))?.removes).toEqual({
        entries: 0,
        blobs: 0,
        bytes: 0,
      })
    })

    it('writes nothing when there is nothing to remove', async () => {
      const store = await begin([1, 2, 3])
      await trim(store, 2)
      const { revision } = await store.range({ key: a })
      expect(await trim(store, 2)).toEqual({ kind: 'nothing-to-trim' })
      expect((await store.range({ key: a })).revision).toBe(revision)
      expect(await trim(await open(), 1)).toEqual({ kind: 'nothing-to-trim' })
    })

    it('is an entry of the history that carries the index on and counts as no apply', async () => {
      const store = await begin([1, 2, 3])
      await trim(store, 2)
      const [newest, apply] = await readHistory(store, home, 9)
      expect(newest).toMatchObject({
        kind: 'trim',
        seq: 4,
        message: 'keeps @2 and newer',
        manifest: apply?.manifest,
      })
      expect(await readNewestApply(store, home)).toEqual(apply)
      expect(await readUndone(store, home)).toMatchObject({ kind: 'found', to: 2, undone: [{ seq: 3 }] })
      expect(await applyValues(store, { [a]: 9 })).toMatchObject({ kind: 'applied', seq: 5 })
    })

    it('says "trimmed" to a rollback and to a diff that reach past it', async () => {
      const store = await begin([1, 2, 3])
      await trim(store, 1)
      expect(await readUndone(store, home, 1)).toEqual({ kind: 'trimmed', seq: 2 })
      expect(await readAppliedState(store, home, 2)).toBeUndefined()
    })

    it('keeps the bytes behind an edit made outside', async () => {
      const store = await begin([1, 2, 3])
      await trim(store, 1)
      await putForeign(store, b, '77')
      expect((await readLive(store, request)).lastApplied).toEqual(new Map([[b, '0']]))
    })

    it('takes as many transactions as the blobs need, and each moves the epoch', async () => {
      const store = await begin([1, 2, 3, 4])
      const announced = (await planTrim({ store, home, keep: 1 }))?.removes
      const steps: number[] = []
      const outcome = await trim(store, 1, {
        blobsAtOnce: 2,
        onProgress: ({ stage, done }) => stage === 'removing' && steps.push(done),
      })
      expect(outcome).toEqual({ kind: 'trimmed', removed: announced })
      expect(steps.length).toBeGreaterThan(2)
      const { seqs, ...blobs } = await readStoredData(store)
      expect(seqs).toEqual([4, ...steps.map((_, index) => 5 + index)])
      expect(blobs).toEqual({ missing: [], unneeded: [] })
    })

    it('leaves the prefix of somebody else alone', async () => {
      const store = await begin([1, 2, 3])
      const owner = { workspace: 'other', environment: 'lab' }
      expect(await trim(store, 1, { owner })).toEqual({
        kind: 'wrong-owner',
        owner: 'demo/lab',
        expected: 'other/lab',
      })
      expect((await readStoredData(store)).seqs).toEqual([1, 2, 3])
    })
  })

  describe(`${title}, beside an apply`, () => {
    it('takes away what was staged under it, and the apply stages anew', async () => {
      const store = await begin([1, 2, 3])
      const plan = await planValues(store, { [a]: 4, [b]: 0 })
      const racing = beforeTransaction(store, () => trim(store, 1))
      expect(await applyIt(racing, plan)).toMatchObject({ kind: 'applied', seq: 5 })
      expect(await readStoredData(store)).toMatchObject({ seqs: [3, 4, 5], missing: [] })
    })

    it('that comes in between looks anew and keeps the newer', async () => {
      const store = await begin([1, 2, 3])
      const racing = beforeTransaction(store, () => applyValues(store, { [a]: 4, [b]: 0 }))
      expect(await trim(racing, 1)).toMatchObject({ kind: 'trimmed', removed: { entries: 3 } })
      expect(await readStoredData(store)).toEqual({ seqs: [4, 5], missing: [], unneeded: [] })
      expect(await contentsOf(store)).toEqual({ [a]: '4', [b]: '0' })
    })

    it('gives up when applies come in between again and again', async () => {
      const store = await begin([1, 2])
      let value = 10
      const busy = wrapTxn(store, async (txn) => {
        if (isGuarded(txn)) await applyValues(store, { [a]: value++, [b]: 0 })
        return await store.txn(txn)
      })
      expect(await trim(busy, 1)).toEqual({ kind: 'conflict', removed: { entries: 0, blobs: 0, bytes: 0 } })
    })

    it.each([
      ['answer lost', 'applied'],
      ['request lost', 'fenced'],
      ['held', 'fenced'],
    ] as const)('whose outcome is open leaves that of the apply right: %s → %s', async (fate, outcome) => {
      const store = await begin([1, 2])
      const { journal, release } = await openApply(store, fate)
      expect(await trim(store, 1)).toMatchObject({ kind: 'trimmed' })
      for (const late of await release()) expect(late.succeeded).toBe(false)
      const resumed = await resumeApply({ store, journal, author, now, home, finish: false })
      expect(resumed).toMatchObject([{ outcome: { kind: outcome } }])
      expect((await contentsOf(store))[a]).toBe(outcome === 'applied' ? '9' : '2')
    })

    it.each(['answer lost', 'request lost'] as const)(
      'whose place in the ledger it takes away answers "expired": %s',
      async (fate) => {
        const store = await begin([1, 2])
        const { journal } = await openApply(store, fate)
        for (const value of [5, 6, 7]) await applyValues(store, { [a]: value, [b]: 0 })
        await trim(store, 1)
        const resumed = await resumeApply({ store, journal, author, now, home })
        expect(resumed).toMatchObject([{ outcome: { kind: 'expired', seq: 3 } }])
        expect((await contentsOf(store))[a]).toBe('7')
      },
    )

    it('does not break a read that it overtakes', async () => {
      const store = await begin([1, 2])
      let isOvertaken = false
      const slow = wrapTxn(store, async (txn) => {
        if (!isOvertaken) {
          isOvertaken = true
          await applyValues(store, { [a]: 3 })
          await trim(store, 1)
        }
        return await store.txn(txn)
      })
      expect([...(await readLive(slow, request)).index.keys()]).toEqual([a])
    })
  })

  describe(`${title}, when its answer is lost`, () => {
    it.each([
      [['answer lost'], 1],
      [['request lost', 'answer lost'], 1],
      [['held'], 1],
    ] as [Fault[], number][])('is sent again and happens once: %s', async (faults, trims) => {
      const plain = await begin([1, 2, 3])
      const announced = (await planTrim({ store: plain, home, keep: 1 }))?.removes
      const { store, release } = faulty(plain, faults)
      expect(await trim(store, 1)).toEqual({ kind: 'trimmed', removed: announced })
      for (const late of await release()) expect(late.succeeded).toBe(false)
      const history = await readHistory(plain, home, 9)
      expect(history.filter(({ kind }) => kind === 'trim')).toHaveLength(trims)
      expect(await readStoredData(plain)).toMatchObject({ missing: [], unneeded: [] })
    })

    it('for good says what failed, and may be run again', async () => {
      const plain = await begin([1, 2, 3])
      const { store } = faulty(plain, ['request lost', 'request lost', 'answer lost', 'full'])
      const outcome = await trim(store, 1)
      expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'timeout' }, removed: { entries: 0 } })
      expect(outcome.kind === 'failed' && outcome.error).toBeInstanceOf(StoreError)
      expect(await trim(plain, 1)).toEqual({ kind: 'nothing-to-trim' })
      expect(await readStoredData(plain)).toEqual({ seqs: [3, 4], missing: [], unneeded: [] })
    })
  })
}

async function trim(store: Store, keep: number, rest: Partial<TrimRequest> = {}) {
  const owner = { workspace: 'demo', environment: 'lab' }
  return await trimHistory({ store, home, keep, owner, author, now, ...rest })
}

/** An apply of 9 to key `a` that meets this fate and that nobody has asked about yet. */
async function openApply(
  plain: Store,
  fate: Fault,
): Promise<{ journal: Journal; release: ReturnType<typeof faulty>['release'] }> {
  const silence = Array.from({ length: 9 }, (): Fault => 'request lost')
  const { store, release } = faulty(plain, [fate, ...silence])
  const journal = memoryJournal()
  const plan = await planValues(plain, { [a]: 9, [b]: 0 })
  const outcome = await applyIt(store, plan, { journal, resolveMilliseconds: 0 })
  expect(outcome.kind).toBe('unknown')
  return { journal, release }
}
