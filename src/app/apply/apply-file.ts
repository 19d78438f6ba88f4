import { lookForEarlier } from '../../apply/index.ts'
import { hasErrors, type KeyValue, type Plan, toolKeys } from '../../model/index.ts'
import { checkLeaves, checkPlanTarget } from '../../plan/index.ts'
import type { Context, Reviewer } from '../context.ts'
import { describeStore, refuseSilentEmbeddedWrite } from '../environment/open-environment.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { withPlanTarget } from '../environment/with-plan-target.ts'
import { InvalidInput } from '../failure.ts'
import { readPlanFile } from '../plan/read-plan-file.ts'
import type { ReviewedPlan } from '../plan/reviewed-plan.ts'
import type { ApplyResult } from './apply-result.ts'
import { carryOut } from './carry-out.ts'
import { refuseExpiredWaivers } from './expired-waivers.ts'

/** Applies a saved plan, and nothing else. */
export async function applyFile(
  file: string,
  context: Context,
  reviewer: Reviewer<ReviewedPlan>,
): Promise<ApplyResult> {
  const plan = await readPlanFile(file, context)
  const environment = context.environment ?? plan.environment
  const misplaced = checkPlanTarget(plan, { environment, cluster: plan.cluster })
  if (hasErrors(misplaced)) return { kind: 'wrong-target', diagnostics: misplaced }
  return await withPlanTarget(context, plan, async (open) => {
    refuseSilentEmbeddedWrite(open.environment, context)
    const cluster = await open.store.clusterId()
    const diagnostics = checkPlanTarget(plan, { environment: open.environment.name, cluster })
    if (hasErrors(diagnostics)) return { kind: 'wrong-target', diagnostics }
    const storeName = describeStore(open.store, open.directory)
    const earlier = await lookForEarlier(open.store, plan)
    if (earlier !== undefined)
      return { kind: 'outcomes', outcomes: [earlier], environment: open.environment.name, storeName }
    const misleading = checkLeaves(plan, await readChanged(plan, open))
    if (hasErrors(misleading)) throw new InvalidInput(misleading)
    await reviewer.show({ plan, storeName })
    refuseExpiredWaivers(plan, context)
    return await carryOut(plan, open, { context, reviewer })
  })
}

/** What the keys of a plan hold now. */
async function readChanged(plan: Plan, { store }: OpenStore): Promise<Map<string, KeyValue>> {
  const entries = new Map<string, KeyValue>()
  const { revision } = await store.range({ key: toolKeys(plan.prefix).epoch })
  for (const { key } of plan.changes) {
    for (const kv of (await store.range({ key, revision })).kvs) entries.set(key, kv)
  }
  return entries
}
