import type { ApplyRequest } from './apply-request.ts'
import { systemClock } from './clock.ts'
import { type FenceOutcome, fenceApply } from './fence.ts'
import { interruptibleStore } from './interruptible-store.ts'
import type { Journal, JournalEntry } from './journal.ts'
import type { ApplyOutcome } from './outcome.ts'

/** How long an unclear answer may be fenced before the outcome stays unknown. */
const defaultResolveMilliseconds = 30_000

/**
 * Finds out what became of an apply in the journal, by a fence, and says it. An interruption ends the search; one that
 * came before leaves it a single attempt.
 */
export async function resolveApply(
  request: Omit<ApplyRequest, 'plan' | 'author'>,
  entry: JournalEntry,
): Promise<ApplyOutcome> {
  const { store, signal } = request
  const fenced = await fenceApply({
    store: signal?.aborted ? store : interruptibleStore(store, signal),
    entry,
    when: request.now.toISOString(),
    clock: request.clock ?? systemClock,
    withinMilliseconds: request.resolveMilliseconds ?? defaultResolveMilliseconds,
    ...(signal === undefined ? {} : { signal }),
    onAttempt: (attempt) => request.onProgress?.({ stage: 'resolving', done: attempt }),
  })
  if (fenced.kind !== 'unresolved') await request.journal.remove(entry.applyId)
  return outcomeOf(fenced, request.journal, entry)
}

function outcomeOf(fenced: FenceOutcome, journal: Journal, entry: JournalEntry): ApplyOutcome {
  switch (fenced.kind) {
    case 'applied':
      return { ...fenced, keys: entry.plan.changes.length }
    case 'not-applied':
      return {
        kind: 'fenced',
        seq: fenced.seq,
        problem: 'the answer was lost; the apply did not happen and no longer can',
      }
    case 'expired':
    case 'store-went-back':
      return fenced
    case 'unresolved':
      return { kind: 'unknown', journal: journal.describe(entry.applyId), problem: fenced.problem }
    default:
      return fenced satisfies never
  }
}
