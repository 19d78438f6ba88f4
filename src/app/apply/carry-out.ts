import { applyPlan } from '../../apply/index.ts'
import { type Confirmation, hasChanges, type Plan } from '../../model/index.ts'
import type { SignedStatement } from '../../records/index.ts'
import type { SecretValues } from '../../templates/index.ts'
import type { Context, Reviewer } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import type { OpenStore } from '../environment/open-store.ts'
import type { ReviewedPlan } from '../plan/reviewed-plan.ts'
import { commandSpeller } from '../spell-command.ts'
import type { AppliedResult, NothingToApply } from './apply-result.ts'
import { authorOf } from './author.ts'
import { historyWarnings } from './history-warnings.ts'
import { journalOf } from './journals.ts'
import { keptReader } from './kept-reader.ts'
import { refuseOlderCommit } from './older-commit.ts'
import { contentsFrom, restoreCollections } from './published-contents.ts'
import { secretsOf } from './secrets-of-plans.ts'
import { unsignedWarnings } from './unsigned-warnings.ts'

/** How a plan is carried out. */
export interface CarryOut {
  readonly context: Context
  readonly reviewer: Reviewer<ReviewedPlan>
  /** Where the sources of secrets were read already. */
  readonly secretValues?: SecretValues
  /** It is taken back unless it is confirmed in time. */
  readonly awaits?: Confirmation
  /** What waits, and this ends. */
  readonly ends?: { readonly modRevision: number; readonly isExpired: boolean }
  /** Keys that the history is not to know of. */
  readonly passing?: readonly string[]
  /** What was signed of the plan, with the signatures that are good. */
  readonly signed?: SignedStatement
}

/** Asks, applies a plan that was shown, and says what became of it. Without changes there is nothing to ask. */
export async function carryOut(
  plan: Plan,
  open: OpenStore,
  { context, reviewer, secretValues: known, awaits, ends, passing, signed }: CarryOut,
): Promise<AppliedResult | NothingToApply> {
  const { store, directory, environment } = open
  if (!hasChanges(plan)) {
    const restored = plan.kind === 'apply' ? await restoreCollections(open, context) : []
    return { kind: 'nothing-to-apply', plan, restored }
  }
  // A rollback takes its values from the store, whatever the sources are.
  if (plan.kind === 'apply') await refuseOlderCommit(plan, open, context)
  const secretValues = known ?? (await secretsOf([plan], open, context))
  const storeName = describeStore(store, directory)
  if (!context.permissions.isAgreed)
    await reviewer.agree({ task: plan.kind, environment: environment.name, storeName })
  const outcome = await context.withProgress('applying', async (report) =>
    applyPlan({
      store,
      plan,
      journal: journalOf(directory, environment.name),
      author: authorOf(context),
      now: context.now(),
      signal: context.signal,
      contentsOf: contentsFrom(open),
      kept: keptReader,
      secretValues,
      ...(awaits && { awaits }),
      ...(ends && { ends }),
      ...(passing && { passing }),
      ...(signed && { signed }),
      onProgress: ({ stage, done, total }) => {
        if (done === undefined || total === undefined) return
        report({ done, total, unit: stage === 'publishing' ? 'published keys' : 'blobs' })
      },
    }),
  )
  const spell = commandSpeller(context, environment.name)
  const diagnostics = [...historyWarnings(outcome, plan, spell), ...unsignedWarnings(outcome, spell)]
  return { kind: 'outcomes', outcomes: [outcome], environment: environment.name, storeName, diagnostics }
}
