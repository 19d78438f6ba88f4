import {
  planTrim,
  type ToolDataSize,
  type TrimOutcome,
  type TrimPlan,
  type TrimProgress,
  trimHistory,
} from '../../apply/index.ts'
import { exitCodes, isSameHome } from '../../model/index.ts'
import type { Context, Reviewer } from '../context.ts'
import { describeStore, refuseSilentEmbeddedWrite } from '../environment/open-environment.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { withEnvironment } from '../environment/with-environment.ts'
import { Failure, storeFailure } from '../failure.ts'
import { commandSpeller } from '../spell-command.ts'
import { journalOf } from './journals.ts'

/** What a trim would do, as it is shown before it is done. */
export interface ReviewedTrim {
  readonly plan: TrimPlan
  /** How many of the newest applies stay. */
  readonly keep: number
  readonly environment: string
  readonly storeName: string
}

export interface TrimResult {
  readonly outcome:
    | Exclude<TrimOutcome, { readonly kind: 'failed' }>
    /** As `TrimOutcome` has it, with what to say of the store. */
    | { readonly kind: 'failed'; readonly failure: Failure; readonly removed: ToolDataSize }
  readonly storeName: string
}

/** Has what a trim to the newest `keep` applies would remove reviewed, and removes it. */
export async function trim(
  keep: number,
  context: Context,
  reviewer: Reviewer<ReviewedTrim>,
): Promise<TrimResult> {
  return await withEnvironment(context, async (open) => {
    const { store, environment, workspace } = open
    refuseSilentEmbeddedWrite(environment, context)
    const target = { store, home: environment, keep }
    const plan = await context.withProgress('measuring', (report) =>
      planTrim({ ...target, onProgress: (progress) => report(inBlobs(progress)) }),
    )
    const subject = { environment: environment.name, storeName: describeStore(store, open.directory) }
    if (plan === undefined || plan.removes.entries + plan.removes.blobs === 0)
      return { ...subject, outcome: { kind: 'nothing-to-trim' } }
    await refuseOpenApplies(plan, open, context)
    await reviewer.show({ plan, keep, ...subject })
    if (!context.permissions.isAgreed) await reviewer.agree({ task: 'trim', ...subject })
    const outcome = await context.withProgress('trimming', (report) =>
      trimHistory({
        ...target,
        owner: { workspace: workspace.name, environment: environment.name },
        author: { who: context.who() },
        now: context.now(),
        onProgress: (progress) => report(inBlobs(progress)),
      }),
    )
    if (outcome.kind !== 'failed') return { ...subject, outcome }
    const { error, removed } = outcome
    const spell = commandSpeller(context, environment.name)
    const failure = storeFailure(error, { name: store.name, spell })
    return { ...subject, outcome: { kind: 'failed', failure, removed } }
  })
}

function inBlobs({ done, total }: TrimProgress) {
  return { done, total, unit: 'blobs' }
}

/** An apply that still has to be looked up must find its place in the ledger. */
async function refuseOpenApplies(
  { oldestKept }: TrimPlan,
  { directory, environment }: OpenStore,
  context: Context,
): Promise<void> {
  const entries = await journalOf(directory, environment.name).list()
  const lost = entries.find((entry) => isSameHome(entry, environment) && entry.seq < oldestKept)
  if (lost === undefined) return
  throw new Failure(
    exitCodes.refused,
    `not trimmed: the outcome of apply @${lost.seq} is unknown, and its line of history would go`,
    { help: `find out first: ${commandSpeller(context, environment.name)('apply --resume')}` },
  )
}
