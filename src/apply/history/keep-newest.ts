import { isApply, prefixEnd, StoreError, toolKeys } from '../../model/index.ts'
import { decodeLedgerEntry, ToolDataError } from '../../records/index.ts'
import { readPrefix } from '../read-pages.ts'
import type { ToolDataSize } from './measure-tool-data.ts'
import { planTrim } from './plan-trim.ts'
import { type TrimRequest, trimHistory } from './trim-history.ts'

/** Applies beyond those to keep that gather before they go: one look at all blobs for so many applies. */
const slack = 20

/** Blobs that are looked at, and removed, on the way of an apply. More take a while, and somebody who asked for it. */
const cheap = { seen: 20_000, removed: 1000 }

/** The trim that follows an apply. */
export interface KeepNewestRequest extends Omit<TrimRequest, 'blobsAtOnce' | 'onProgress'> {
  /** Seqs of applies that still have to be looked up: each must find its place in the ledger. */
  readonly open: readonly number[]
}

/** What became of it. */
export type HistoryKept =
  /** Not many more than are to stay. */
  | { readonly kind: 'short' }
  | { readonly kind: 'trimmed'; readonly removed: ToolDataSize }
  /** `applies` older ones are still there: much to remove, or one of them is still open. */
  | { readonly kind: 'remains'; readonly applies: number }
  | { readonly kind: 'failed'; readonly problem: string }

/**
 * Trims the history to the newest `keep` applies once some more have gathered, in one small transaction of its own under
 * the guard of every trim, or leaves it. Never rejects for what the store says: it comes after an apply that succeeded.
 */
export async function keepNewest(request: KeepNewestRequest): Promise<HistoryKept> {
  try {
    return await keepOrReject(request)
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof ToolDataError)) throw error
    return { kind: 'failed', problem: error.message }
  }
}

async function keepOrReject({ open, ...request }: KeepNewestRequest): Promise<HistoryKept> {
  const { store, home, keep } = request
  if ((await countUnder(request, 'ledger')) <= keep + slack) return { kind: 'short' }
  const { kvs } = await readPrefix({ store, prefix: toolKeys(home).ledger })
  const applies = kvs.map(decodeLedgerEntry).filter(isApply)
  const oldest = applies.at(-keep)?.seq ?? 0
  if (applies.length <= keep + slack) return { kind: 'short' }
  const remains = { kind: 'remains' as const, applies: applies.length - keep }
  if (open.some((seq) => seq < oldest) || (await countUnder(request, 'blob')) > cheap.seen) return remains
  const plan = await planTrim(request)
  if (plan === undefined || plan.blobs.length > cheap.removed) return remains
  const outcome = await trimHistory(request)
  switch (outcome.kind) {
    case 'trimmed':
      return outcome
    case 'nothing-to-trim':
      return { kind: 'short' } // another apply was quicker
    case 'failed':
      return { kind: 'failed', problem: outcome.error.message }
    case 'conflict':
    case 'wrong-owner':
      return remains
    default:
      return outcome satisfies never
  }
}

async function countUnder({ store, home }: TrimRequest, what: 'ledger' | 'blob'): Promise<number> {
  const key = toolKeys(home)[what]
  return (await store.range({ key, end: prefixEnd(key), countOnly: true })).count
}
