import { type Home, isSameHome, StoreError } from '../model/index.ts'
import { applyPlan } from './apply-plan.ts'
import type { ApplyRequest } from './apply-request.ts'
import type { JournalEntry } from './journal.ts'
import type { ApplyOutcome } from './outcome.ts'
import { resolveApply } from './resolve-apply.ts'

/** A resume: like an apply, but the plans come from the journal. */
export type ResumeRequest = Omit<ApplyRequest, 'plan'> & {
  /** Only applies of this workspace to this prefix of the store's cluster are looked at. */
  readonly home: Home
  /** False: find out only. Otherwise an apply that did not happen is applied now. */
  readonly finish?: boolean
}

/** What became of one apply in the journal. */
export interface Resumed {
  readonly entry: JournalEntry
  readonly outcome: ApplyOutcome
}

/** Finds out what became of every apply in the journal, oldest first, and finishes those that did not happen. */
export async function resumeApply(request: ResumeRequest): Promise<Resumed[]> {
  const resumed: Resumed[] = []
  for (const entry of await request.journal.list()) {
    if (isSameHome(entry, request.home)) resumed.push({ entry, outcome: await resumeOne(request, entry) })
  }
  return resumed
}

async function resumeOne(request: ResumeRequest, entry: JournalEntry): Promise<ApplyOutcome> {
  if (request.signal?.aborted) return unknown(request, entry, 'interrupted')
  try {
    const actual = await request.store.clusterId()
    if (actual !== entry.cluster) return { kind: 'wrong-cluster', planned: entry.cluster, actual }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return unknown(request, entry, error.message)
  }
  const outcome = await resolveApply(request, entry)
  if (outcome.kind !== 'fenced' || request.finish === false) return outcome
  const { plan, awaits, ends, passing, signed } = entry
  const rest = {
    ...(awaits && { awaits }),
    ...(ends && { ends }),
    ...(passing && { passing }),
    ...(signed && { signed }),
  }
  return await applyPlan({ ...request, plan, ...rest })
}

function unknown({ journal }: ResumeRequest, { applyId }: JournalEntry, problem: string): ApplyOutcome {
  return { kind: 'unknown', journal: journal.describe(applyId), problem }
}
