import type { Txn, TxnResult } from '../model/index.ts'
import { kvsOf } from './history/read-blobs.ts'
import type { JournalEntry } from './journal.ts'
import type { ApplyOutcome, MovedKey } from './outcome.ts'

/** Reads of the tool's own records, before those of the guarded keys. */
const fixed = 4

/** What moved, as the failure branch saw it. */
export function explainConflict(
  { results }: TxnResult,
  failure: Txn['failure'],
  entry: JournalEntry,
): ApplyOutcome {
  const moved = failure.slice(fixed).flatMap((operation, index): MovedKey[] => {
    if (operation.kind !== 'range') return []
    const kv = kvsOf(results[index + fixed])[0]
    if (kv === undefined)
      return entryExpects(entry, operation.key) ? [{ key: operation.key, kind: 'deleted' }] : []
    if (kv.modRevision <= entry.revision) return []
    return [{ key: kv.key, kind: 'modified', revision: kv.modRevision }]
  })
  const epochMoved = (kvsOf(results[0])[0]?.modRevision ?? 0) !== (entry.epoch?.modRevision ?? 0)
  const ownersMoved = (kvsOf(results[3])[0]?.modRevision ?? 0) > entry.revision
  return {
    kind: 'conflict',
    moved,
    problem: epochMoved
      ? 'another apply got in between'
      : ownersMoved
        ? 'another workspace took keys in between'
        : 'keys changed meanwhile',
  }
}

function entryExpects({ plan }: JournalEntry, key: string): boolean {
  return [
    ...plan.changes.filter((change) => change.before !== null),
    ...plan.reads.filter((read) => read.modRevision > 0),
  ].some((seen) => seen.key === key)
}
