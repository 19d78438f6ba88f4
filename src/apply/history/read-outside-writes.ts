import { type Home, type Store, toolKeys, type WatchBatch } from '../../model/index.ts'

/** One write to a managed prefix that no apply made. */
export interface OutsideWrite {
  readonly revision: number
  readonly key: string
  readonly kind: 'put' | 'delete'
}

/**
 * Every write under the managed prefixes since `since` (exclusive) that was not part of an apply, in order, also
 * those that were overwritten again. Rejects with `StoreError`: `compacted` when
 * that is no longer known, `permission` where not all keys may be watched.
 */
export async function readOutsideWrites(
  store: Store,
  { home, managedPrefixes, since }: { home: Home; managedPrefixes: readonly string[]; since: number },
): Promise<OutsideWrite[]> {
  const { epoch } = toolKeys(home)
  const { revision: newest } = await store.range({ key: epoch, countOnly: true })
  if (since >= newest) return []
  const writes: OutsideWrite[] = []
  // all keys, not ours only: every revision has an event somewhere, so the newest one tells that nothing is missing
  const watch = store.watch({ key: '\0', end: '\0', startRevision: since + 1 })
  try {
    await watch.opened
    for await (const batch of watch) {
      if (batch.revision <= newest) writes.push(...outsideOf(batch, epoch, managedPrefixes))
      if (batch.revision >= newest) break
    }
  } finally {
    await watch.close()
  }
  return writes
}

/** A revision in which the epoch moves is an apply or a fence. */
function outsideOf(
  { revision, events }: WatchBatch,
  epoch: string,
  prefixes: readonly string[],
): OutsideWrite[] {
  const keys = events.map((event) => (event.kind === 'put' ? event.kv.key : event.key))
  if (keys.includes(epoch)) return []
  return events
    .map((event, index) => ({ revision, key: keys[index] as string, kind: event.kind }))
    .filter(({ key }) => prefixes.some((prefix) => key.startsWith(prefix)))
}
