import { afterAll, beforeAll, expect, it } from 'vitest'
import { planTrim, trimHistory } from '../../../src/apply/index.ts'
import type { Store } from '../../../src/model/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { type EtcdServer, type EtcdServerOptions, etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { home } from '../../support/home.ts'
import { applyValues, fillStore, now } from '../apply-values.ts'
import { readStoredData } from '../simulation/stored-blobs.ts'
import { describeTrim } from './trim-cases.ts'

const open: { close(): Promise<unknown> }[] = []
let shared: Store

const request = { home, keep: 1, owner: { workspace: 'demo', environment: 'lab' }, now }
const author = { who: 'tester' }

describeGroup('etcd', etcdMissing(), 'against a real etcd', () => {
  beforeAll(async () => {
    shared = (await start()).store
  })

  afterAll(async () => {
    for (const one of open.splice(0).reverse()) await one.close()
  })

  describeTrim('a trim of etcd', emptied)

  it('a trim takes 12,000 blobs in three transactions', async () => {
    const store = await emptied()
    await applyValues(store, { '/config/a': 1 })
    await stageGarbage(store, 12_000)
    const outcome = await trimHistory({ ...request, store, author })
    expect(outcome).toMatchObject({ kind: 'trimmed', removed: { blobs: 12_000 } })
    expect(await readStoredData(store)).toEqual({ seqs: [1, 2, 3, 4], missing: [], unneeded: [] })
  })

  it('a trim of a full etcd is refused until it was compacted, defragmented and disarmed, then frees it', async () => {
    const { store, server } = await start({ quotaBackendBytes: 3 * 1024 * 1024 })
    for (const value of [1, 2, 3]) await applyValues(store, { '/config/a': value })
    await fillStore(store)
    const full = await trimHistory({ ...request, store, author })
    expect(full).toMatchObject({ kind: 'failed', error: { code: 'no-space' } })
    await store.compact((await store.range({ key: '/' })).revision)
    await server.etcdctl('defrag')
    await server.etcdctl('alarm', 'disarm')
    expect(await trimHistory({ ...request, store, author })).toMatchObject({ kind: 'trimmed' })
    expect((await planTrim({ ...request, store }))?.removes.blobs).toBe(0)
  })
})

/** The shared server without a key. */
async function emptied(): Promise<Store> {
  await shared.txn({ compare: [], success: [{ kind: 'delete', key: '\0', end: '\0' }], failure: [] })
  return shared
}

async function start(options: EtcdServerOptions = {}): Promise<{ store: Store; server: EtcdServer }> {
  const server = await startEtcd(options)
  open.push({ close: () => server.stop() })
  const store = await openEtcdStore({ endpoints: [server.endpoint], timeoutMilliseconds: 10_000 })
  open.push(store)
  return { store, server }
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
