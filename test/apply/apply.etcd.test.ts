import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import {
  type Journal,
  memoryJournal,
  readHistory,
  readLive,
  readOutsideWrites,
  resumeApply,
} from '../../src/apply/index.ts'
import type { Store } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { home } from '../support/home.ts'
import {
  applyIt,
  applyValues,
  contentsOf,
  deleteForeign,
  fillStore,
  now,
  planValues,
  putForeign,
  type Values,
} from './apply-values.ts'
import { beforeTransaction, isGuarded, wrapTxn } from './wrap-store.ts'

const a = '/config/a/json'
const open: { close(): Promise<unknown> }[] = []

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

describeGroup('etcd', etcdMissing(), 'an apply to a real etcd', () => {
  it('carries 10,000 keys in one revision', async () => {
    const { store } = await start()
    const plan = await planValues(store, manyValues(10_000, 50))
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied', keys: 10_000 })
    const live = await readLive(store, { home, managedPrefixes: ['/config/'] })
    expect(new Set([...live.entries.values()].map((kv) => kv.modRevision)).size).toBe(1)
    expect(live.index.size).toBe(10_000)
    const changed = { ...manyValues(10_000, 51) }
    delete changed['/config/k7']
    expect(await applyValues(store, changed)).toMatchObject({ kind: 'applied', keys: 10_000 })
    expect(Object.keys(await contentsOf(store))).toHaveLength(9_999)
  })

  it('is accepted when it is as large as a plan allows', async () => {
    const { store } = await start()
    const plan = await planValues(store, manyValues(100, 14_450))
    expect(plan.requestBytes).toBeGreaterThan(1_450_000)
    expect(await applyIt(store, plan)).toMatchObject({ kind: 'applied', keys: 100 })
  })

  it.each([
    ['few keys', 3],
    ['many keys', 300],
  ])('never overwrites a writer that gets in between (%s)', async (_, count) => {
    const { store: plain } = await start()
    await applyValues(plain, manyValues(count, 5))
    for (const interfere of [
      () => putForeign(plain, '/config/k1', '"foreign"'),
      () => deleteForeign(plain, '/config/k0'),
      () => putForeign(plain, '/config/z', '"foreign"'),
    ]) {
      const permissions = { takeOver: ['/config/z'] }
      const plan = await planValues(plain, { ...manyValues(count, 6), '/config/z': 'z' }, { permissions })
      const history = await readHistory(plain, home, 99)
      let seen = {}
      const store = beforeTransaction(plain, async () => {
        await interfere()
        seen = await contentsOf(plain)
      })
      expect(await applyIt(store, plan)).toMatchObject({ kind: 'conflict' })
      expect(await contentsOf(plain)).toEqual(seen)
      expect(await readHistory(plain, home, 99)).toEqual(history)
    }
  })

  it('whose server is killed while it is sent is resumed to the same end', async () => {
    const { server, store } = await start({ timeoutMilliseconds: 500 })
    await applyValues(store, { [a]: 1 })
    const journal = memoryJournal()
    const dying = wrapTxn(store, async (txn) => {
      if (!isGuarded(txn)) return await store.txn(txn)
      const [answer] = await Promise.allSettled([store.txn(txn), server.kill()])
      if (answer.status === 'rejected') throw answer.reason
      return answer.value
    })
    const plan = await planValues(store, { [a]: 2 })
    expect(await applyIt(dying, plan, { journal, resolveMilliseconds: 300 })).toMatchObject({
      kind: 'unknown',
    })
    await server.restart()
    const [resumed] = await resume(store, journal)
    expect(resumed?.outcome).toMatchObject({ kind: 'applied' })
    expect(await contentsOf(store)).toEqual({ [a]: '2' })
    expect(await journal.list()).toEqual([])
  })

  it('that arrives after its fence changes nothing', async () => {
    const { server, store } = await start({ timeoutMilliseconds: 300 })
    await applyValues(store, { [a]: 1 })
    const pausing = beforeTransaction(store, async () => {
      server.pause()
      setTimeout(() => server.resume(), 700)
    })
    const outcome = await applyIt(pausing, await planValues(store, { [a]: 2 }), {
      resolveMilliseconds: 20_000,
    })
    const expected = outcome.kind === 'applied' ? '2' : '1'
    expect(['applied', 'fenced']).toContain(outcome.kind)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await contentsOf(store)).toEqual({ [a]: expected })
  })

  it('is refused by a store that was restored from a snapshot', async () => {
    const { server, store } = await start()
    await applyValues(store, { [a]: 1 })
    const folder = mkdtempSync(join(tmpdir(), 'appia-restore-'))
    open.push({ close: async () => rmSync(folder, { recursive: true, force: true }) })
    await server.etcdctl('snapshot', 'save', join(folder, 'snapshot'))
    await applyValues(store, { [a]: 2 })
    const plan = await planValues(store, { [a]: 3 })
    await server.etcdctl('snapshot', 'restore', join(folder, 'snapshot'), '--data-dir', join(folder, 'data'))
    const restored = await start({}, { dataDir: join(folder, 'data') })
    const { cluster } = await readLive(restored.store, { home, managedPrefixes: [] })
    const outcome = await applyIt(restored.store, { ...plan, cluster })
    expect(outcome).toMatchObject({ kind: 'store-went-back' })
    await applyValues(restored.store, { [a]: 7 })
    const later = await applyIt(restored.store, { ...plan, cluster, baseRevision: 1 })
    expect(later).toMatchObject({ kind: 'store-went-back', problem: expect.stringContaining('apply @2') })
    expect(await contentsOf(restored.store)).toEqual({ [a]: '7' })
  })

  it('is told apart from what others wrote, transient writes and deletes included', async () => {
    const { store } = await start()
    await applyValues(store, { [a]: 1 })
    const { revision: since } = await store.range({ key: a })
    await putForeign(store, a, '9')
    await deleteForeign(store, a)
    await putForeign(store, a, '1')
    await applyValues(store, { [a]: 2 })
    await putForeign(store, '/elsewhere', '1')
    const writes = await readOutsideWrites(store, { home, managedPrefixes: ['/config/'], since })
    expect(writes.map(({ kind }) => kind)).toEqual(['put', 'delete', 'put'])
    await store.compact(since + 2)
    const late = readOutsideWrites(store, { home, managedPrefixes: ['/config/'], since })
    await expect(late).rejects.toMatchObject({ code: 'compacted' })
  })

  it('to a full store is refused and leaves nothing half done', async () => {
    const { server, store } = await start({}, { quotaBackendBytes: 2 * 1024 * 1024 })
    await applyValues(store, { [a]: 1 })
    await fillStore(store)
    expect(await server.etcdctl('alarm', 'list')).toContain('NOSPACE')
    const plan = await planValues(store, { [a]: 2 })
    expect(await applyIt(store, plan, { resolveMilliseconds: 300 })).toMatchObject({
      kind: 'refused',
      code: 'no-space',
    })
    expect((await contentsOf(store))[a]).toBe('1')
  })
})

async function start(
  options: { timeoutMilliseconds?: number } = {},
  flags: Parameters<typeof startEtcd>[0] = {},
): Promise<{ server: EtcdServer; store: Store }> {
  const server = await startEtcd(flags)
  open.push({ close: () => server.stop() })
  const store = await openEtcdStore({ endpoints: [server.endpoint], ...options })
  open.push(store)
  return { server, store }
}

async function resume(store: Store, journal: Journal) {
  return await resumeApply({ store, journal, author: { who: 'tester' }, now, home })
}

function manyValues(count: number, length: number): { [key: string]: string } {
  const values: { [key: string]: string } = {}
  for (let index = 0; index < count; index++) values[`/config/k${index}`] = 'x'.repeat(length)
  return values satisfies Values
}
