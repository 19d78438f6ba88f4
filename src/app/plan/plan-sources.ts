import { sealPlan } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { withCompiledEnvironment } from '../environment/with-environment.ts'
import { planEnvironment } from './plan-environment.ts'
import { isSound, type PlannedEnvironment } from './reviewed-plan.ts'
import { savePlan } from './save-plan.ts'
import { signPlan } from './sign-plan.ts'

/** Plans what the sources say against what the store holds; a plan that can be applied is saved to `file`. */
export async function planSources(
  {
    file,
    keyFile,
    areSecretsResolved = false,
  }: { readonly file?: string; readonly keyFile?: string; readonly areSecretsResolved?: boolean },
  context: Context,
): Promise<PlannedEnvironment> {
  return await withCompiledEnvironment(context, async (open) => {
    const planned = await planEnvironment(open, context, { areSecretsResolved })
    if (file !== undefined && isSound(planned)) {
      const sealed = sealPlan(planned.plan)
      const signed = keyFile === undefined ? sealed : (await signPlan(sealed, keyFile, context)).sealed
      await savePlan(signed, file, context)
    }
    return planned
  })
}
