import { comparePlans } from '../../plan/index.ts'
import type { Context, Reviewer } from '../context.ts'
import { refuseSilentEmbeddedWrite } from '../environment/open-environment.ts'
import { withCompiledEnvironment } from '../environment/with-environment.ts'
import { planEnvironment } from '../plan/plan-environment.ts'
import { readPlanFile } from '../plan/read-plan-file.ts'
import { isSound, type ReviewedPlan } from '../plan/reviewed-plan.ts'
import { signedStatement } from '../plan/sign-plan.ts'
import { rollOut } from '../rollout/roll-out.ts'
import type { RolloutRequest } from '../rollout/rollout-request.ts'
import { settleBeforeApply } from '../rollout/settle-expired.ts'
import type { ApplyResult } from './apply-result.ts'
import { refuseExpiredWaivers } from './expired-waivers.ts'
import { refuseSilentOverwrite } from './overwrite-drift.ts'
import { isDigest, refuseUnreviewed, refuseUnsigned } from './require-approval.ts'

/** Plans the sources, has the plan reviewed, and applies it. */
export async function applySources(
  context: Context,
  reviewer: Reviewer<ReviewedPlan>,
  rollout: RolloutRequest = {},
): Promise<ApplyResult> {
  return await withCompiledEnvironment(context, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, context)
    await settleBeforeApply(open, context)
    const planned = await planEnvironment(open, context, { areSecretsResolved: true })
    refuseUnreviewed(open, planned.made.live, context)
    if (!isSound(planned)) return { kind: 'not-planned', planned }
    const { plan } = planned
    await reviewer.show(planned)
    refuseSilentOverwrite(plan, planned.made.live, context)
    refuseExpiredWaivers(plan, context)
    const { secretValues } = planned
    return await rollOut(plan, open, { context, reviewer, rollout, ...(secretValues && { secretValues }) })
  })
}

/** Plans the sources, and applies the plan if it is the one approved; `file` is that one, to tell what differs. */
export async function applyApproved(
  {
    digest,
    file,
    rollout = {},
  }: { readonly digest: string; readonly file?: string; readonly rollout?: RolloutRequest },
  context: Context,
  reviewer: Reviewer<ReviewedPlan>,
): Promise<ApplyResult> {
  isDigest(digest, '', '--approved')
  const approved = file === undefined ? undefined : await readPlanFile(file, context)
  // What is applied is held against it document by document.
  const signed = approved && signedStatement(approved)
  return await withCompiledEnvironment(context, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, context)
    await settleBeforeApply(open, context)
    const planned = await planEnvironment(open, context)
    if (!isSound(planned)) return { kind: 'not-planned', planned }
    const { plan } = planned
    refuseUnsigned(open, planned.made.live, context)
    if (!isDigest(digest, plan.digest, '--approved')) {
      const differences = approved && comparePlans(approved.plan, plan)
      return {
        kind: 'not-approved',
        reviewed: planned,
        approved: digest,
        ...(differences && { differences }),
      }
    }
    await reviewer.show(planned)
    refuseExpiredWaivers(plan, context)
    return await rollOut(plan, open, { context, reviewer, rollout, ...(signed && { signed }) })
  })
}
