import { applyCommand, runInterruptibly } from '../../../app/index.ts'
import type { ReviewedPlan } from '../../../app/plan/index.ts'
import type { Invocation } from '../../command.ts'
import { diffChanges } from './plan-diff.ts'
import { renderInSteps } from './plan-text.ts'

/** A plan as the options of a command ask for it; `file` is where it was saved. */
export async function renderReviewedPlan(
  { plan, storeName, lastApply, made, isFromFile, signedBy, sealedAsBefore }: ReviewedPlan,
  invocation: Invocation,
  file?: string,
): Promise<string> {
  const { options, terminal, now } = invocation
  const steps = renderInSteps(plan, {
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
  })
  return await runInterruptibly(steps)
}
