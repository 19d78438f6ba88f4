import { sealPlan } from '../../plan/index.ts'
import type { Context, Reviewer } from '../context.ts'
import { refuseSilentEmbeddedWrite } from '../environment/open-environment.ts'
import { withEnvironment } from '../environment/with-environment.ts'
import { planUndo, type Undo } from '../plan/plan-undo.ts'
import { isSound, type PlannedEnvironment, type ReviewedPlan } from '../plan/reviewed-plan.ts'
import { savePlan } from '../plan/save-plan.ts'
import { withoutWithdrawal } from '../plan/without-withdrawal.ts'
import type { ApplyResult } from './apply-result.ts'
import { carryOut } from './carry-out.ts'
import { refuseSilentOverwrite } from './overwrite-drift.ts'
import { refuseUnreviewed } from './require-approval.ts'

/** Plans what is to be taken back, has the plan reviewed, and applies it; or saves it to `file` for a review. */
export async function rollBack(
  { file, ...undo }: Undo & { readonly file?: string },
  context: Context,
  reviewer: Reviewer<ReviewedPlan>,
): Promise<ApplyResult | { readonly kind: 'saved'; readonly reviewed: ReviewedPlan }> {
  return await withEnvironment(context, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, context)
    const planned = withoutCanary(await planUndo(undo, open, context))
    if (file === undefined) refuseUnreviewed(open, planned.made.live, context)
    if (!isSound(planned)) return { kind: 'not-planned', planned }
    if (file !== undefined) {
      await savePlan(sealPlan(planned.plan), file, context)
      return { kind: 'saved', reviewed: planned }
    }
    await reviewer.show(planned)
    refuseSilentOverwrite(planned.plan, planned.made.live, context)
    return await carryOut(planned.plan, open, { context, reviewer })
  })
}

/** What was tried on one node may be tried again. */
function withoutCanary(planned: PlannedEnvironment): PlannedEnvironment {
  const { plan, made } = planned
  if (plan === undefined || made.live.pending?.kind !== 'canary') return planned
  return { ...planned, plan: withoutWithdrawal(plan) }
}
