import { describe, expect, it } from 'vitest'
import {
  type ApplyOutcome,
  type ApplyRequest,
  exitCodeOf,
  type Journal,
  memoryJournal,
  resumeApply,
} from '../../src/apply/index.ts'
import { exitCodes, type Store, StoreError } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'
import { applyIt, applyValues, contentsOf, now, planValues } from './apply-values.ts'
import { faulty, isGuarded, wrapTxn } from './wrap-store.ts'

const a = '/config/a/json'
const never = new Promise<never>(() => {})

describe('an apply that is interrupted', () => {
  it.each(['checking', 'staging'] as const)(
    'while %s is not applied, exit 130, and leaves no journal',
    async (stage) => {
      const controller = new AbortController()
      const { plain, outcome, journal } = await applyTwo((store) => store, {
        signal: controller.signal,
        onProgress: (progress) => progress.stage === stage && controller.abort(),
      })
      await expectNotApplied(plain, outcome, journal)
    },
  )

  it('while the store is silent does not wait for it', async () => {
    const controller = new AbortController()
    const silent = (store: Store) =>
      wrapTxn(store, () => {
        controller.abort()
        return never
      })
    const { plain, outcome, journal } = await applyTwo(silent, { signal: controller.signal })
    await expectNotApplied(plain, outcome, journal)
  })

  it('before a second try, after somebody came in between, is not applied', async () => {
    const controller = new AbortController()
    const racing = (store: Store) =>
      wrapTxn(store, async (txn) => {
        if (!isGuarded(txn)) return await store.txn(txn)
        await applyValues(store, { '/config/b': 7, [a]: 1 })
        controller.abort()
        return await store.txn(txn)
      })
    const { plain, outcome, journal } = await applyTwo(racing, { signal: controller.signal })
    expect(outcome).toEqual({ kind: 'interrupted' })
    expect(await contentsOf(plain)).toEqual({ [a]: '1', '/config/b': '7' })
    expect(await journal.list()).toEqual([])
  })

  it('while it is sent finishes and tells', async () => {
    const controller = new AbortController()
    const { plain, outcome } = await applyTwo((store) => store, {
      signal: controller.signal,
      onProgress: ({ stage }) => stage === 'sending' && controller.abort(),
    })
    expect(outcome).toMatchObject({ kind: 'applied', seq: 2 })
    expect(await contentsOf(plain)).toEqual({ [a]: '2' })
  })

  it('while it is sent, its answer lost, is looked up once', async () => {
    const controller = new AbortController()
    const losing = (store: Store) => faulty(store, ['answer lost']).store
    const { outcome } = await applyTwo(losing, {
      signal: controller.signal,
      onProgress: ({ stage }) => stage === 'sending' && controller.abort(),
    })
    expect(outcome).toMatchObject({ kind: 'applied', seq: 2 })
  })

  it('while its outcome is looked up stays unknown, exit 9, keeps its journal, and a resume finds out', async () => {
    const controller = new AbortController()
    let sent = 0
    const silent = (store: Store) =>
      wrapTxn(store, async (txn) => {
        if (!isGuarded(txn)) return await store.txn(txn)
        sent++
        if (sent === 1) throw new StoreError('timeout', 'deadline exceeded', { outcome: 'unknown' })
        controller.abort()
        return await never
      })
    const { plain, outcome, journal } = await applyTwo(silent, { signal: controller.signal })
    expect(outcome).toMatchObject({ kind: 'unknown', problem: 'interrupted' })
    expect(exitCodeOf(outcome)).toBe(exitCodes.unknown)
    expect(await journal.list()).toHaveLength(1)
    expect(await resume(plain, journal)).toMatchObject([{ kind: 'applied' }])
    expect(await contentsOf(plain)).toEqual({ [a]: '2' })
  })

  it('between two looks at a silent store stays unknown without another', async () => {
    const controller = new AbortController()
    let looks = 0
    const silent = (store: Store) =>
      wrapTxn(store, async (txn) => {
        if (!isGuarded(txn)) return await store.txn(txn)
        throw new StoreError('timeout', 'deadline exceeded', { outcome: 'unknown' })
      })
    const { outcome, journal } = await applyTwo(silent, {
      signal: controller.signal,
      onProgress: ({ stage }) => void (stage === 'resolving' && looks++),
      clock: { now: () => 0, wait: async () => controller.abort() },
    })
    expect(outcome).toMatchObject({ kind: 'unknown', problem: 'deadline exceeded' })
    expect(looks).toBe(1)
    expect(await journal.list()).toHaveLength(1)
  })
})

describe('a resume that is interrupted', () => {
  it('leaves what it has not looked at in the journal', async () => {
    const silent = (store: Store) => faulty(store, ['request lost', 'request lost']).store
    const { plain, outcome, journal } = await applyTwo(silent, { resolveMilliseconds: 0 })
    expect(outcome.kind).toBe('unknown')
    expect(await resume(plain, journal, AbortSignal.abort())).toMatchObject([
      { kind: 'unknown', problem: 'interrupted' },
    ])
    expect(await journal.list()).toHaveLength(1)
  })
})

/** Applies 1 to key `a`, then 2 through the wrapped store. */
async function applyTwo(wrap: (store: Store) => Store, rest: Partial<ApplyRequest>) {
  const plain = await openEmbeddedStore()
  await applyValues(plain, { [a]: 1 })
  const plan = await planValues(plain, { [a]: 2 })
  const journal = memoryJournal()
  const outcome = await applyIt(wrap(plain), plan, { journal, ...rest })
  return { plain, outcome, journal }
}

async function expectNotApplied(plain: Store, outcome: ApplyOutcome, journal: Journal): Promise<void> {
  expect(outcome).toEqual({ kind: 'interrupted' })
  expect(exitCodeOf(outcome)).toBe(exitCodes.interrupted)
  expect(await contentsOf(plain)).toEqual({ [a]: '1' })
  expect(await journal.list()).toEqual([])
}

async function resume(store: Store, journal: Journal, signal?: AbortSignal): Promise<ApplyOutcome[]> {
  const request = { store, journal, author: { who: 'tester' }, now, home }
  return (await resumeApply({ ...request, ...(signal === undefined ? {} : { signal }) })).map(
    ({ outcome }) => outcome,
  )
}
