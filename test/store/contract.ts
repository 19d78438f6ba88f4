import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/model/index.ts'
import { describeCompaction } from './contract/compaction.ts'
import { describeCompares } from './contract/compares.ts'
import { describeLeases } from './contract/leases.ts'
import { describeReads } from './contract/reads.ts'
import { describeRefusals } from './contract/refusals.ts'
import { describeRevisions } from './contract/revisions.ts'
import { put, range, storeTools, take } from './contract/tools.ts'
import { describeTransactions } from './contract/transactions.ts'
import { describeWatches } from './contract/watches.ts'

/** Every behaviour that both stores share. `open` gives a store that no one else uses. */
export function describeStore(open: () => Promise<Store>): void {
  const tools = storeTools(open)
  const { commit, fresh, read, refused, textAt } = tools

  describe('revisions', () => describeRevisions(tools))
  describe('reads', () => describeReads(tools))
  describe('compares', () => describeCompares(tools))
  describe('transactions', () => describeTransactions(tools))
  describe('refusals', () => describeRefusals(tools))
  describe('compaction', () => describeCompaction(tools))
  describe('leases', () => describeLeases(tools))
  describe('watches', () => describeWatches(tools))

  it('status names every endpoint and reaches it', async () => {
    const [status] = await tools.store.status()
    expect(status).toMatchObject({ reachable: true, isLeader: true, alarms: [] })
    expect(status?.latencyMilliseconds).toBeGreaterThanOrEqual(0)
  })

  it('concurrent increments under a guard lose none', async () => {
    const key = `${fresh()}counter`
    await commit(put(key, '0'))
    const increment = async (): Promise<void> => {
      const kv = await read(key)
      const next = String(Number(Buffer.from(kv?.value ?? []).toString()) + 1)
      const guard = { key, is: '=', target: 'mod', number: kv?.modRevision ?? 0 } as const
      const { succeeded } = await tools.store.txn({
        compare: [guard],
        success: [put(key, next)],
        failure: [],
      })
      if (!succeeded) await increment()
    }
    await Promise.all(range(20).map(increment))
    expect(await textAt(key)).toBe('20')
  })

  it('after close everything is refused with closed', async () => {
    const another = await open()
    const watch = another.watch({ key: 'a', startRevision: 1_000_000 })
    await watch.opened
    await another.close()
    expect(await refused(another.range({ key: 'a' }))).toBe('closed')
    expect(await refused(another.txn({ compare: [], success: [], failure: [] }))).toBe('closed')
    expect(await take(watch, 1)).toEqual([])
  })
}
