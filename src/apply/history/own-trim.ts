import {
  defaultKeepApplies,
  type Epoch,
  isApply,
  isSameHome,
  ledgerKey,
  type Operation,
  prefixEnd,
  StoreError,
  type ToolKeys,
  toolKeys,
} from '../../model/index.ts'
import { blobKey, decodeLedgerEntry, ToolDataError } from '../../records/index.ts'
import type { ApplyRequest } from '../apply-request.ts'
import { isAway } from '../outcome.ts'
import { readPrefix } from '../read-pages.ts'
import type { ApplyRecord } from './build-record.ts'
import { type StoredSize, sumSizes, type ToolDataSize } from './measure-tool-data.ts'
import { planTrim } from './plan-trim.ts'

/** Applies beyond those to keep that gather before they go: one look at all blobs for so many applies. */
const slack = 20

/** Blobs that are looked at, and removed, on the way of an apply. More take a while, and somebody who asked for it. */
const cheap = { seen: 20_000, removed: 1000 }

/** What an apply is to remove of the history in its own transaction, found before it. */
export type OwnTrim =
  /** Not many more than are to stay. */
  | { readonly kind: 'short' }
  /** True as long as the epoch stands. `applies`: how many more there are than to keep. */
  | {
      readonly kind: 'removes'
      readonly epoch: Epoch
      readonly oldestKept: number
      readonly entries: readonly StoredSize[]
      readonly blobs: readonly StoredSize[]
      readonly applies: number
    }
  /** Much to remove, or an apply among it that is still open. */
  | { readonly kind: 'remains'; readonly applies: number }
  | { readonly kind: 'failed'; readonly problem: string }

/** What became of the history in an apply that succeeded. */
export type HistoryKept =
  | { readonly kind: 'short' }
  | { readonly kind: 'trimmed'; readonly removed: ToolDataSize }
  /** `applies` older ones are still there. */
  | { readonly kind: 'remains'; readonly applies: number }
  | { readonly kind: 'failed'; readonly problem: string }

/**
 * Looks, once some more applies have gathered than the workspace keeps, for what can go. What cannot be read ends no apply;
 * rejects only for a store that is away, as all that follows would.
 */
export async function planOwnTrim(request: ApplyRequest): Promise<OwnTrim> {
  try {
    return await planOrReject(request)
  } catch (error) {
    const isUnreadable = error instanceof ToolDataError || (error instanceof StoreError && !isAway(error))
    if (!isUnreadable) throw error
    return { kind: 'failed', problem: error.message }
  }
}

async function planOrReject(request: ApplyRequest): Promise<OwnTrim> {
  const { store, plan, journal } = request
  const { keepApplies: keep = defaultKeepApplies } = plan
  if ((await countUnder(request, 'ledger')) < keep + slack) return { kind: 'short' }
  const { kvs } = await readPrefix({ store, prefix: toolKeys(plan).ledger })
  const applies = kvs.map(decodeLedgerEntry).filter(isApply)
  const tooMany = applies.length + 1 - keep // with the one that is on its way
  if (tooMany <= slack) return { kind: 'short' }
  const remains = { kind: 'remains' as const, applies: tooMany }
  if ((await countUnder(request, 'blob')) > cheap.seen) return remains
  const trim = await planTrim({ store, home: plan, keep: Math.max(keep - 1, 1) })
  if (trim === undefined || trim.blobs.length > cheap.removed) return remains
  const { epoch, oldestKept, entries, blobs } = trim
  const isOpen = (await journal.list()).some((entry) => isSameHome(entry, plan) && entry.seq < oldestKept)
  if (isOpen) return remains // it must find its place in the ledger
  return { kind: 'removes', epoch, oldestKept, entries, blobs, applies: tooMany }
}

async function countUnder({ store, plan }: ApplyRequest, what: 'ledger' | 'blob'): Promise<number> {
  const key = toolKeys(plan)[what]
  return (await store.range({ key, end: prefixEnd(key), countOnly: true })).count
}

/** The operations of a trim in the transaction of an apply, and how much goes with them. */
export interface Removing {
  readonly operations: readonly Operation[]
  readonly removed: ToolDataSize
}

/** Nothing once another apply has moved the epoch; never what the apply itself names. */
export function removeBeside(
  trim: OwnTrim,
  {
    keys,
    epoch,
    record,
  }: { readonly keys: ToolKeys; readonly epoch: Epoch | undefined; readonly record: ApplyRecord },
): Removing | undefined {
  if (trim.kind !== 'removes' || trim.epoch.applyId !== epoch?.applyId) return undefined
  const named = new Set(record.blobs.map(({ sha256 }) => blobKey(keys, sha256)))
  const gone = trim.blobs.filter(({ key }) => !named.has(key))
  return {
    operations: [
      { kind: 'delete', key: keys.ledger, end: ledgerKey(keys, trim.oldestKept) },
      ...gone.map(({ key }) => ({ kind: 'delete' as const, key })),
    ],
    removed: sumSizes(trim.entries, gone),
  }
}

/** What became of the history, once the apply has succeeded; `removed` where its transaction had room for the trim. */
export function historyKept(trim: OwnTrim, removed: ToolDataSize | undefined): HistoryKept {
  if (trim.kind !== 'removes') return trim
  return removed === undefined ? { kind: 'remains', applies: trim.applies } : { kind: 'trimmed', removed }
}
