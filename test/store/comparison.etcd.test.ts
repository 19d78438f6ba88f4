import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../src/model/index.ts'
import { openEtcdStore, openMemoryStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { calls, record } from './comparison.ts'

/** More of them with COMPARISON_RUNS; a failure prints its seed and path for `fc.assert`. */
const runs = Number(process.env.COMPARISON_RUNS ?? 150)

describeGroup('etcd', etcdMissing(), 'the embedded store beside a real etcd', () => {
  let server: EtcdServer
  let etcd: Store
  beforeAll(async () => {
    server = await startEtcd()
    etcd = await openEtcdStore({ endpoints: [server.endpoint] })
  })
  afterAll(async () => {
    await etcd.close()
    await server.stop()
  })

  it('random calls give the same answers, revisions, events and refusals', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(calls, async (sequence) => {
        const embedded = await openMemoryStore()
        try {
          expect(await record(embedded, sequence)).toEqual(await record(etcd, sequence))
        } finally {
          await embedded.close()
        }
      }),
      { numRuns: runs },
    )
  })
})
