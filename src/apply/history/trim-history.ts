import { randomUUID } from 'node:crypto'
import { type Epoch, type Owner, StoreError, toolKeys } from '../../model/index.ts'
import { encodeEpoch } from '../../records/index.ts'
import type { Author } from '../author.ts'
import { buildTrim, type TrimPart } from './build-trim.ts'
import { sumSizes, type ToolDataSize } from './measure-tool-data.ts'
import { planTrim, type TrimPlan, type TrimTarget } from './plan-trim.ts'
import { sendAgain } from './send-again.ts'

/** Blobs that one transaction removes: with their names it is half of what a request may be. */
const defaultBlobsAtOnce = 5000

/** Looks at the store anew so often when applies get in between. */
const attempts = 5

/** One trim. */
export interface TrimRequest extends TrimTarget {
  /** Whose prefix it is; another's is left alone. */
  readonly owner: Owner
  readonly author: Author
  /** The time for the ledger. */
  readonly now: Date
  readonly blobsAtOnce?: number
  /** Draws ids; tests bring their own. */
  readonly newId?: () => string
}

/** What became of a trim; `removed` is certain. Whatever it is, the same trim may be run again. */
export type TrimOutcome =
  | { readonly kind: 'trimmed'; readonly removed: ToolDataSize }
  | { readonly kind: 'nothing-to-trim' }
  | { readonly kind: 'wrong-owner'; readonly owner: string; readonly expected: string }
  /** Applies got in between again and again. */
  | { readonly kind: 'conflict'; readonly removed: ToolDataSize }
  /** The store failed or said no; what was sent last may have happened. */
  | { readonly kind: 'failed'; readonly error: StoreError; readonly removed: ToolDataSize }

/**
 * Removes ledger entries before the newest `keep` applies, and every blob that nothing kept needs. Each transaction
 * removes and moves the epoch at once, guarded on the epoch under which it was planned: what it removes has no name,
 * and an apply that had found it there is refused and stages anew. A crash leaves less to trim, nothing else.
 */
export async function trimHistory(request: TrimRequest): Promise<TrimOutcome> {
  const parts: TrimPart[] = []
  try {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const plan = await planTrim(request)
      if (plan?.owner !== undefined && !isSame(plan.owner, request.owner)) {
        return { kind: 'wrong-owner', owner: nameOf(plan.owner), expected: nameOf(request.owner) }
      }
      if (plan === undefined || (await removeAll(request, plan, parts))) return ended(parts)
    }
    return { kind: 'conflict', removed: sumParts(parts) }
  } catch (error) {
    if (error instanceof StoreError) return { kind: 'failed', error, removed: sumParts(parts) }
    throw error
  }
}

function ended(parts: readonly TrimPart[]): TrimOutcome {
  return parts.length === 0 ? { kind: 'nothing-to-trim' } : { kind: 'trimmed', removed: sumParts(parts) }
}

function sumParts(parts: readonly TrimPart[]): ToolDataSize {
  return sumSizes(
    parts.flatMap(({ entries }) => entries),
    parts.flatMap(({ blobs }) => blobs),
  )
}

function isSame(a: Owner, b: Owner): boolean {
  return a.workspace === b.workspace && a.environment === b.environment
}

function nameOf({ workspace, environment }: Owner): string {
  return `${workspace}/${environment}`
}

/** Adds to `done` what is gone for certain; false when the epoch moved under the plan. */
async function removeAll(request: TrimRequest, plan: TrimPlan, done: TrimPart[]): Promise<boolean> {
  const { store, home, blobsAtOnce = defaultBlobsAtOnce, onProgress } = request
  const total = plan.blobs.length
  let { epoch } = plan
  for (let start = 0; start < total || (start === 0 && plan.entries.length > 0); start += blobsAtOnce) {
    const entries = start === 0 ? plan.entries : []
    const blobs = plan.blobs.slice(start, start + blobsAtOnce)
    const part = { epoch, entries, blobs, entry: entryOf(request, plan, epoch) }
    const revision = await sendAgain(store, buildTrim(toolKeys(home), plan, part), part.entry)
    if (revision === undefined) return false
    done.push(part)
    epoch = epochAfter(part, revision)
    onProgress?.({ stage: 'removing', done: start + blobs.length, total })
  }
  return true
}

function entryOf({ author, now, newId = randomUUID }: TrimRequest, plan: TrimPlan, epoch: Epoch) {
  const { who, message = `keeps @${plan.oldestKept} and newer` } = author
  return {
    seq: epoch.seq + 1,
    applyId: newId(),
    kind: 'trim' as const,
    who,
    when: now.toISOString(),
    message,
    ...(plan.manifest === undefined ? {} : { manifest: plan.manifest }),
  }
}

function epochAfter({ epoch: { lineage }, entry: { seq, applyId } }: TrimPart, modRevision: number): Epoch {
  return { seq, lineage, applyId, modRevision, value: encodeEpoch({ seq, lineage, applyId }) }
}
