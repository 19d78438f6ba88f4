import type { Context } from '../context.ts'
import { withCompiledEnvironment } from '../environment/with-environment.ts'
import { planEnvironment } from './plan-environment.ts'
import { isSound, type PlannedEnvironment } from './reviewed-plan.ts'
import { savePlan } from './save-plan.ts'

/** Plans what the sources say against what the store holds; a plan that can be applied is saved to `file`. */
export async function planSources(
  { file }: { readonly file?: string },
  context: Context,
): Promise<PlannedEnvironment> {
  return await withCompiledEnvironment(context, async (open) => {
    const planned = await planEnvironment(open, context)
    if (file !== undefined && isSound(planned)) await savePlan(planned.plan, file, context)
    return planned
  })
}
