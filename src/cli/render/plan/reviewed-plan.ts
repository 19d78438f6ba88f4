import { applyCommand, runInterruptibly } from '../../../app/index.ts'
import type { PlannedEnvironment, ReviewedPlan } from '../../../app/plan/index.ts'
import type { Diagnostic } from '../../../model/index.ts'
import type { Invocation } from '../../command.ts'
import { markdownPlaceOf } from '../../options/markdown.ts'
import type { FoldableText } from '../../terminal/fold.ts'
import { markdownInSteps, noPlanMarkdown } from '../markdown/plan-markdown.ts'
import { diffChanges } from './plan-diff.ts'
import { foldableInSteps, type PlanView, renderInSteps } from './plan-text.ts'

/** A plan as the options of a command ask for it; `file` is where it was saved. */
export async function renderReviewedPlan(
  reviewed: ReviewedPlan,
  invocation: Invocation,
  file?: string,
): Promise<string> {
  return await runInterruptibly(renderInSteps(reviewed.plan, await reviewedView(reviewed, invocation, file)))
}

/** The same with keys that can be folded away. */
export async function foldablePlan(reviewed: ReviewedPlan, invocation: Invocation): Promise<FoldableText> {
  return await runInterruptibly(foldableInSteps(reviewed.plan, await reviewedView(reviewed, invocation)))
}

/** The same as a comment for a forge, with what keeps it from being applied. */
export async function reviewedMarkdown(
  reviewed: ReviewedPlan & { readonly directory: string; readonly diagnostics: readonly Diagnostic[] },
  invocation: Invocation,
  file?: string,
): Promise<string> {
  const { plan, directory, diagnostics } = reviewed
  const view = {
    ...(await reviewedView(reviewed, invocation, file)),
    ...markdownPlaceOf({ plan, directory, file }, invocation),
    problems: diagnostics,
  }
  return await runInterruptibly(markdownInSteps(plan, view))
}

/** A comment that says why there is no plan. */
export function missingMarkdown(
  { environment, directory, diagnostics }: PlannedEnvironment,
  invocation: Invocation,
): string {
  const place = markdownPlaceOf({ plan: undefined, directory, file: undefined }, invocation)
  return noPlanMarkdown(environment, { ...place, problems: diagnostics })
}

/** What the options of a command say of how the plan is shown. */
export async function reviewedView(
  { plan, storeName, lastApply, made, isFromFile, signedBy, sealedAsBefore }: ReviewedPlan,
  invocation: Invocation,
  file?: string,
): Promise<PlanView> {
  const { options, terminal, now } = invocation
  return {
    paint: terminal.paint,
    now: now(),
    showAll: options.flag('all'),
    storeName,
    ...(isFromFile && { isFromFile }),
    ...(signedBy && { signedBy }),
    ...(lastApply && { lastApply }),
    ...(sealedAsBefore !== undefined && { sealedAsBefore }),
    ...(file !== undefined && { next: applyCommand(file, invocation) }),
    ...(options.flag('diff') && made && { diffs: await diffChanges(plan, made) }),
  }
}
