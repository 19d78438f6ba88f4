import { expect, it } from 'vitest'
import { put, type StoreTools, takeBatches } from './tools.ts'

/** What is forgotten. */
export function describeCompaction(tools: StoreTools): void {
  const { commit, fresh, read, textAt, refused } = tools

  it('reads before it are refused, reads at it are not', async () => {
    const key = `${fresh()}a`
    const first = await commit(put(key, '1'))
    const second = await commit(put(key, '2'))
    const third = await commit(put(key, '3'))
    await tools.store.compact(second.revision)
    expect(await refused(tools.store.range({ key, revision: first.revision }))).toBe('compacted')
    expect(await textAt(key, second.revision)).toBe('2')
    expect(await textAt(key, third.revision)).toBe('3')
    expect(await read(key)).toMatchObject({ createRevision: first.revision, version: 3 })
  })

  it('compacting twice to the same revision, or to the future, is refused', async () => {
    const { revision } = await commit(put(`${fresh()}a`, '1'))
    await tools.store.compact(revision)
    expect(await refused(tools.store.compact(revision))).toBe('compacted')
    expect(await refused(tools.store.compact(revision + 1000))).toBe('future-revision')
  })

  it('a watch from before it ends with compacted', async () => {
    const p = fresh()
    const first = await commit(put(`${p}a`, '1'))
    await commit(put(`${p}a`, '2'))
    const { revision } = await commit(put(`${p}a`, '3'))
    await tools.store.compact(revision)
    expect(await refused(takeBatches(tools.store, p, first.revision, 1))).toBe('compacted')
    expect(await takeBatches(tools.store, p, revision, 1)).toHaveLength(1)
  })
}
