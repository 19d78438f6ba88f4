import { type PendingApply, StoreError } from '../../model/index.ts'
import { carryOut } from '../apply/carry-out.ts'
import type { Context, Reviewer } from '../context.ts'
import { Failure } from '../failure.ts'
import { planUndo, type UndoableEnvironment } from '../plan/plan-undo.ts'
import { isSound, type ReviewedPlan } from '../plan/reviewed-plan.ts'
import { withoutWithdrawal } from '../plan/without-withdrawal.ts'
import type { TakenBack } from './rollout.ts'

/** Which apply goes, and what of it waits to be confirmed, where something does. */
export interface TakeBack {
  readonly seq: number
  readonly pending?: PendingApply
  /** A line for the history. */
  readonly message?: string
}

/** Takes an apply back in one transaction, if it is still the newest; whoever asked for the apply has agreed to this. */
export async function takeBack(
  { seq, pending, message }: TakeBack,
  open: UndoableEnvironment,
  asked: Context,
): Promise<TakenBack> {
  const context = {
    ...asked,
    ...(message !== undefined && { message }),
    // What the apply has made goes again, however much of all it is.
    permissions: { ...asked.permissions, isAgreed: true, allowDelete: Number.MAX_SAFE_INTEGER },
  }
  try {
    const planned = await planUndo({ leave: [], only: seq }, open, context)
    if (!isSound(planned)) return { kind: 'not-planned', diagnostics: planned.diagnostics }
    const plan = pending?.kind === 'canary' ? withoutWithdrawal(planned.plan) : planned.plan
    const ends = pending === undefined ? {} : { ends: pending }
    const result = await carryOut(plan, open, { context, reviewer: nobody, ...ends })
    const [outcome] = result.kind === 'outcomes' ? result.outcomes : []
    return outcome === undefined
      ? { kind: 'failed', problem: 'nothing of it is left to be taken back' }
      : { kind: 'outcome', outcome }
  } catch (error) {
    if (!(error instanceof Failure || error instanceof StoreError)) throw error
    return { kind: 'failed', problem: error.message }
  }
}

/** Nothing is shown, and nobody asked. */
export const nobody: Reviewer<ReviewedPlan> = { show: () => undefined, agree: async () => undefined }
