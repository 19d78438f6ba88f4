import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import {
  type ApplyOutcome,
  type Journal,
  memoryJournal,
  readHistory,
  resumeApply,
} from '../../../src/apply/index.ts'
import { type Store, StoreError } from '../../../src/model/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { applyIt, applyValues, contentsOf, fillStore, now, planValues } from '../../apply/apply-values.ts'
import { isGuarded, wrapTxn } from '../../apply/wrap-store.ts'
import { type EtcdServer, type EtcdServerOptions, etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { home } from '../../support/home.ts'

const a = '/config/a/json'
const open: { close(): Promise<unknown> }[] = []

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

describeGroup('etcd', etcdMissing(), 'an apply whose outcome is open while etcd', () => {
  it.each([
    ['before the snapshot', 'arrived', 'applied'],
    ['after the snapshot', 'arrived', 'fenced'],
    ['after the snapshot', 'lost', 'fenced'],
  ] as const)('is restored: sent %s, it %s', async (moment, fate, expected) => {
    const { server, store } = await start()
    await applyValues(store, { [a]: 1 })
    const snapshot = join(temporaryFolder(), 'snapshot')
    if (moment === 'after the snapshot') await server.etcdctl('snapshot', 'save', snapshot)
    const journal = await openApply(store, 2, fate)
    if (moment === 'before the snapshot') await server.etcdctl('snapshot', 'save', snapshot)
    const restored = await restore(server, snapshot)
    expect(await restored.clusterId()).toBe(await clusterOf(journal))
    expect(await resume(restored, journal)).toMatchObject([{ kind: expected }])
    expect(await contentsOf(restored)).toEqual({ [a]: expected === 'applied' ? '2' : '1' })
  })

  it('is restored to before its epoch: the store went back', async () => {
    const { server, store } = await start()
    await applyValues(store, { [a]: 1 })
    const snapshot = join(temporaryFolder(), 'snapshot')
    await server.etcdctl('snapshot', 'save', snapshot)
    await applyValues(store, { [a]: 5 })
    const journal = await openApply(store, 6, 'arrived')
    const restored = await restore(server, snapshot)
    expect(await resume(restored, journal)).toMatchObject([{ kind: 'store-went-back' }])
    const again = await openApplyOver(restored, { first: 7, second: 8 })
    expect(again).toMatchObject([{ kind: 'applied' }])
    expect(await contentsOf(restored)).toEqual({ [a]: '8' })
  })

  it.each(['arrived', 'lost'] as const)(
    'is full, and it %s: it is open until there is room again',
    async (fate) => {
      const { server, store } = await start({ quotaBackendBytes: 3 * 1024 * 1024 })
      await applyValues(store, { [a]: 1 })
      const journal = await openApply(store, 2, fate)
      await fillStore(store)
      const [first] = await resume(store, journal)
      expect(first?.kind).toBe(fate === 'arrived' ? 'applied' : 'unknown')
      await makeRoom(server, store)
      if (fate === 'lost') expect(await resume(store, journal)).toMatchObject([{ kind: 'fenced' }])
      expect((await contentsOf(store))[a]).toBe(fate === 'arrived' ? '2' : '1')
      expect(await journal.list()).toEqual([])
    },
  )

  it('is compacted past it: the verdict comes from the ledger, which no compaction takes', async () => {
    const { store } = await start()
    await applyValues(store, { [a]: 1 })
    const journal = await openApply(store, 2, 'arrived')
    for (let value = 3; value < 6; value++) await applyValues(store, { [a]: value })
    await store.compact((await store.range({ key: a })).revision)
    expect(await resume(store, journal)).toMatchObject([{ kind: 'applied', seq: 2 }])
    expect((await readHistory(store, home, 9)).map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1])
  })
})

/** Applies `value` so that its answer is lost and nothing is fenced: what is left is a journal. */
async function openApply(store: Store, value: number, fate: 'arrived' | 'lost'): Promise<Journal> {
  const journal = memoryJournal()
  let isSent = false
  const faulty = wrapTxn(store, async (txn) => {
    if (!isGuarded(txn)) return await store.txn(txn)
    if (fate === 'arrived' && !isSent) await store.txn(txn)
    isSent = true
    throw new StoreError('timeout', 'deadline exceeded', { outcome: 'unknown' })
  })
  const outcome = await applyIt(faulty, await planValues(store, { [a]: value }), {
    journal,
    resolveMilliseconds: 0,
  })
  expect(outcome.kind).toBe('unknown')
  return journal
}

async function openApplyOver(
  store: Store,
  { first, second }: { first: number; second: number },
): Promise<ApplyOutcome[]> {
  await applyValues(store, { [a]: first })
  return await resume(store, await openApply(store, second, 'arrived'))
}

async function resume(store: Store, journal: Journal): Promise<ApplyOutcome[]> {
  const request = { store, journal, author: { who: 'tester' }, now, home, finish: false }
  return (await resumeApply({ ...request, resolveMilliseconds: 500 })).map(({ outcome }) => outcome)
}

async function clusterOf(journal: Journal): Promise<string | undefined> {
  return (await journal.list())[0]?.cluster
}

/** The same cluster, by token and URLs, from a snapshot. */
async function restore(server: EtcdServer, snapshot: string): Promise<Store> {
  const dataDir = join(temporaryFolder(), 'data')
  const member = [
    `--name=m0`,
    `--initial-cluster=m0=${server.peer}`,
    `--initial-advertise-peer-urls=${server.peer}`,
  ]
  await server.etcdctl('snapshot', 'restore', snapshot, `--data-dir=${dataDir}`, ...member)
  await server.kill()
  return (await start({ dataDir })).store
}

async function start(options: EtcdServerOptions = {}): Promise<{ server: EtcdServer; store: Store }> {
  const server = await startEtcd(options)
  open.push({ close: () => server.stop() })
  const store = await openEtcdStore({ endpoints: [server.endpoint], timeoutMilliseconds: 1000 })
  open.push(store)
  return { server, store }
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'appia-disaster-'))
  open.push({ close: async () => rmSync(folder, { recursive: true, force: true }) })
  return folder
}

async function makeRoom(server: EtcdServer, store: Store): Promise<void> {
  await store.compact((await store.range({ key: a })).revision)
  await server.etcdctl('defrag')
  await server.etcdctl('alarm', 'disarm')
}
