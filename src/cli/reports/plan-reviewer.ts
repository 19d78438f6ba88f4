import type { Reviewer } from '../../app/index.ts'
import type { ReviewedPlan } from '../../app/plan/index.ts'
import type { Invocation } from '../command.ts'
import { renderReviewedPlan } from '../render/plan/reviewed-plan.ts'
import { reviewerAt } from '../terminal/reviewer.ts'

/** A person who reads a plan before it is carried out. */
export function planReviewer(invocation: Invocation): Reviewer<ReviewedPlan> {
  return reviewerAt(invocation, (reviewed) => renderReviewedPlan(reviewed, invocation))
}
