import { hasErrors } from '../../model/index.ts'
import {
  checkPlanTarget,
  type Derivation,
  deriveAlone,
  refreshKept,
  type SealedPlan,
} from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import { withPlanTarget } from '../environment/with-plan-target.ts'
import { InvalidInput } from '../failure.ts'
import { deriveAgain, readPlaces } from './derive-again.ts'
import { readPlanFile } from './read-plan-file.ts'
import { signersOf } from './sign-plan.ts'

/** A plan file, and how far what it shows was derived again. */
export interface CheckedPlanFile {
  readonly sealed: SealedPlan
  /** Keys of which it was not. */
  readonly underived: readonly string[]
  /** The store that it was held against, where one was named. */
  readonly storeName?: string
  /** Names under which its signatures are good, as the plan itself has them: who may sign, the store says. */
  readonly signedBy: readonly string[]
}

/** Reads a plan file; where an environment or endpoints are named, holds it against what is live there. */
export async function checkPlanFile(file: string, context: Context): Promise<CheckedPlanFile> {
  const sealed = await readPlanFile(file, context)
  const { plan } = sealed
  const signedBy = signersOf(
    sealed,
    sealed.signatures.map(({ signer }) => signer),
  )
  if (context.environment === undefined && context.endpoints === undefined)
    return { sealed, signedBy, underived: deriveAlone(plan).underived }
  return await withPlanTarget(context, plan, async (open) => {
    const cluster = await open.store.clusterId()
    const misplaced = checkPlanTarget(plan, { environment: open.environment.name, cluster })
    if (hasErrors(misplaced)) throw new InvalidInput(misplaced)
    const live = await readPlaces(plan, open)
    const { diagnostics, underived }: Derivation = await deriveAgain(refreshKept(plan, live), open, live)
    if (hasErrors(diagnostics)) throw new InvalidInput(diagnostics)
    return { sealed, signedBy, underived, storeName: describeStore(open.store, open.directory) }
  })
}
