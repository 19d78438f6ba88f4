import {
  advanceRotation,
  describeOutcome,
  type RotationOutcome,
  type RotationRequest,
} from '../../rotation/index.ts'
import type { Context } from '../context.ts'
import { describeStore, refuseSilentEmbeddedWrite } from '../environment/open-environment.ts'
import { withEnvironment } from '../environment/with-environment.ts'

/** How far a rotation went. */
export interface RotationResult {
  readonly outcome: RotationOutcome
  /** What is waited for, or why nothing was done: one sentence. */
  readonly standing: string
  readonly environment: string
  readonly storeName: string
}

/** Begins a rotation of an environment's seeds, or takes the steps that can be taken now. */
export async function rotate(request: RotationRequest, context: Context): Promise<RotationResult> {
  return await withEnvironment(context, async ({ store, environment, directory }) => {
    refuseSilentEmbeddedWrite(environment, context)
    const clock = () => ({ now: context.now().getTime() })
    const target = { store, prefix: environment.prefix, who: context.who(), clock }
    const outcome = await advanceRotation(target, request)
    return {
      outcome,
      standing: describeOutcome(outcome),
      environment: environment.name,
      storeName: describeStore(store, directory),
    }
  })
}
