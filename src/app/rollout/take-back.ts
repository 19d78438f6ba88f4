import { StoreError } from '../../model/index.ts'
import { carryOut } from '../apply/carry-out.ts'
import type { Context, Reviewer } from '../context.ts'
import { Failure } from '../failure.ts'
import { planUndo, type UndoableEnvironment } from '../plan/plan-undo.ts'
import { isSound, type ReviewedPlan } from '../plan/reviewed-plan.ts'
import type { TakenBack } from './rollout.ts'

/** Takes an apply back in one transaction, if it is still the newest; whoever asked for the apply has agreed to this. */
export async function takeBack(seq: number, open: UndoableEnvironment, asked: Context): Promise<TakenBack> {
  const context = {
    ...asked,
    // What the apply has made goes again, however much of all it is.
    permissions: { ...asked.permissions, isAgreed: true, allowDelete: Number.MAX_SAFE_INTEGER },
  }
  try {
    const planned = await planUndo({ leave: [], only: seq }, open, context)
    if (!isSound(planned)) return { kind: 'not-planned', diagnostics: planned.diagnostics }
    const result = await carryOut(planned.plan, open, { context, reviewer: nobody })
    const [outcome] = result.kind === 'outcomes' ? result.outcomes : []
    return outcome === undefined
      ? { kind: 'failed', problem: 'nothing of it is left to be taken back' }
      : { kind: 'outcome', outcome }
  } catch (error) {
    if (!(error instanceof Failure || error instanceof StoreError)) throw error
    return { kind: 'failed', problem: error.message }
  }
}

const nobody: Reviewer<ReviewedPlan> = { show: () => undefined, agree: async () => undefined }
