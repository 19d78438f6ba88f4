import { Failure, type Reviewer } from '../../app/index.ts'
import type { ReviewedPlan } from '../../app/plan/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Invocation } from '../command.ts'
import { foldablePlan, renderReviewedPlan } from '../render/plan/reviewed-plan.ts'
import { reviewerAt } from '../terminal/reviewer.ts'

/** A person who reads a plan before it is carried out; a long one with its keys folded, where the answer is asked for. */
export function planReviewer(invocation: Invocation): Reviewer<ReviewedPlan> {
  const { options, terminal, signal } = invocation
  const plain = reviewerAt<ReviewedPlan>(invocation, (reviewed) => renderReviewedPlan(reviewed, invocation))
  if (!terminal.canAsk || options.flag('yes') || options.flag('json')) return plain
  return {
    ...plain,
    show: async (reviewed) => {
      await terminal.writeFolded(await foldablePlan(reviewed, invocation), signal)
      terminal.write('\n')
      if (signal.aborted) throw new Failure(exitCodes.interrupted, 'not applied: interrupted')
    },
  }
}
