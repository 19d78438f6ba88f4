import { lookForEarlier } from '../../apply/index.ts'
import { hasErrors, type Live, type Plan } from '../../model/index.ts'
import { checkPlanTarget, refreshKept } from '../../plan/index.ts'
import type { Context, Reviewer } from '../context.ts'
import { describeStore, refuseSilentEmbeddedWrite } from '../environment/open-environment.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { withPlanTarget } from '../environment/with-plan-target.ts'
import { InvalidInput } from '../failure.ts'
import { deriveAgain, readPlaces } from '../plan/derive-again.ts'
import { readPlanFile } from '../plan/read-plan-file.ts'
import type { ReviewedPlan } from '../plan/reviewed-plan.ts'
import { signedStatement } from '../plan/sign-plan.ts'
import { afterApply, rollOut } from '../rollout/roll-out.ts'
import type { RolloutRequest } from '../rollout/rollout-request.ts'
import { settleBeforeApply } from '../rollout/settle-expired.ts'
import type { ApplyResult } from './apply-result.ts'
import { refuseExpiredWaivers } from './expired-waivers.ts'
import { keptReader } from './kept-reader.ts'
import { requireApproval } from './require-approval.ts'

/** Applies a saved plan, and nothing else. */
export async function applyFile(
  {
    file,
    digest,
    rollout = {},
  }: {
    readonly file: string
    readonly digest?: string | undefined
    readonly rollout?: RolloutRequest
  },
  context: Context,
  reviewer: Reviewer<ReviewedPlan>,
): Promise<ApplyResult> {
  const sealed = await readPlanFile(file, context)
  const { plan } = sealed
  const environment = context.environment ?? plan.environment
  const misplaced = checkPlanTarget(plan, { environment, cluster: plan.cluster })
  if (hasErrors(misplaced)) return { kind: 'wrong-target', diagnostics: misplaced }
  return await withPlanTarget(context, plan, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, context)
    const cluster = await open.store.clusterId()
    const diagnostics = checkPlanTarget(plan, { environment: open.environment.name, cluster })
    if (hasErrors(diagnostics)) return { kind: 'wrong-target', diagnostics }
    await settleBeforeApply(open, context)
    const storeName = describeStore(open.store, open.directory)
    const earlier = await lookForEarlier(open.store, plan, keptReader)
    if (earlier !== undefined) {
      const environment = open.environment.name
      const result = { kind: 'outcomes', outcomes: [earlier], environment, storeName } as const
      return await afterApply(result, plan, open, { rollout, context })
    }
    const live = await readPlaces(plan, open)
    const signedBy = requireApproval({ sealed, open, live, digest }, context)
    await requireTruth(refreshKept(plan, live), open, live)
    await reviewer.show({ plan, storeName, isFromFile: true, signedBy })
    refuseExpiredWaivers(plan, context)
    const signed = signedStatement(sealed)
    return await rollOut(plan, open, { context, reviewer, rollout, ...(signed && { signed }) })
  })
}

/** What it shows must be what it does. */
async function requireTruth(plan: Plan, open: OpenStore, live: Live): Promise<void> {
  const { diagnostics } = await deriveAgain(plan, open, live)
  if (hasErrors(diagnostics)) throw new InvalidInput(diagnostics)
}
