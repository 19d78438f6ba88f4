import { expect, it } from 'vitest'
import { prefixEnd } from '../../../src/model/index.ts'
import { nest, put, range, remove, type StoreTools, take, takeBatches } from './tools.ts'

/** Events, whole revisions in order. */
export function describeWatches(tools: StoreTools): void {
  const { commit, fresh, refused } = tools

  it('history comes first, then what happens, each revision whole and in order', async () => {
    const p = fresh()
    const first = await commit(put(`${p}a`, '1'), put(`${p}b`, '1'))
    await commit(put(`${p}a`, '2'))
    const watch = tools.store.watch({ key: p, end: prefixEnd(p), startRevision: first.revision })
    await watch.opened
    const third = await commit(remove(`${p}a`), put(`${p}c`, '3'))
    const batches = await take(watch, 3)
    expect(batches.map((batch) => [batch.revision - first.revision, batch.events.length])).toEqual([
      [0, 2],
      [1, 1],
      [2, 2],
    ])
    expect(batches[2]?.events).toEqual([
      { kind: 'delete', key: `${p}a`, modRevision: third.revision },
      {
        kind: 'put',
        kv: expect.objectContaining({ key: `${p}c`, version: 1, createRevision: third.revision }),
      },
    ])
  })

  it('a large transaction arrives as one batch', async () => {
    const p = fresh()
    const value = 'x'.repeat(200)
    const groups = range(64).map((group) =>
      nest(...range(64).map((item) => put(`${p}${group}/${item}`, value))),
    )
    const watch = tools.store.watch({ key: p, end: prefixEnd(p), startRevision: 1_000_000_000 })
    await watch.opened
    await watch.close()
    const { revision } = await commit(...groups)
    const [batch] = await takeBatches(tools.store, p, revision, 1)
    expect(batch?.events).toHaveLength(64 * 64)
  })

  it('only the watched keys are seen', async () => {
    const p = fresh()
    const { revision } = await commit(put(`${p}a`, '1'), put(`${p}ab`, '1'), put(`${p}b`, '1'))
    const watch = tools.store.watch({ key: `${p}a`, startRevision: revision })
    const [batch] = await take(watch, 1)
    expect(batch?.events.map((event) => (event.kind === 'put' ? event.kv.key : event.key))).toEqual([`${p}a`])
  })

  it('a start in the future waits for it', async () => {
    const p = fresh()
    const { revision } = await commit(put(`${p}a`, '1'))
    const watch = tools.store.watch({ key: p, end: prefixEnd(p), startRevision: revision + 2 })
    await watch.opened
    await commit(put(`${p}a`, '2'))
    await commit(put(`${p}a`, '3'))
    const [batch] = await take(watch, 1)
    expect(batch?.revision).toBe(revision + 2)
  })

  it('a closed watch ends its iteration', async () => {
    const p = fresh()
    const { revision } = await commit(put(`${p}a`, '1'))
    const watch = tools.store.watch({ key: p, end: prefixEnd(p), startRevision: revision + 1 })
    await watch.opened
    const reading = take(watch, 1)
    await watch.close()
    expect(await reading).toEqual([])
  })

  it('a watch closed before it opened ends, and its opening is refused', async () => {
    const watch = tools.store.watch({ key: fresh(), startRevision: 1_000_000 })
    const reading = take(watch, 1)
    const opening = refused(watch.opened)
    await watch.close()
    expect(await reading).toEqual([])
    expect(['closed', undefined]).toContain(await opening)
  })

  it('an empty key is refused by the watch, not thrown', async () => {
    const watch = tools.store.watch({ key: '', startRevision: 1 })
    expect(await refused(watch.opened)).toBe('invalid')
    expect(await refused(take(watch, 1))).toBe('invalid')
  })
}
