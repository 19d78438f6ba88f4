import type { Context, Reviewer } from '../context.ts'
import { type CheckedPlanFile, checkPlanFile } from './check-plan-file.ts'
import { savePlan } from './save-plan.ts'
import { signPlan } from './sign-plan.ts'

/** Has a plan file reviewed and puts a signature more into it; gives the signer's name. */
export async function signFile(
  { file, keyFile }: { readonly file: string; readonly keyFile: string },
  context: Context,
  reviewer: Pick<Reviewer<CheckedPlanFile>, 'show' | 'agree'>,
): Promise<{ readonly signer: string; readonly digest: string }> {
  const checked = await checkPlanFile(file, context)
  const { plan } = checked.sealed
  await reviewer.show(checked)
  const storeName = checked.storeName ?? 'as the file has it'
  if (!context.permissions.isAgreed)
    await reviewer.agree({ task: 'sign', environment: plan.environment, storeName })
  const { sealed, signer } = await signPlan(checked.sealed, keyFile, context)
  await savePlan(sealed, file, context)
  return { signer, digest: plan.digest }
}
