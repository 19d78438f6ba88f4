// Plan files: written and read back, and everything in them derived again from what they were made from.
export { collectionProblem } from './collection-problem.ts'
export { comparePlans, type PlanDifference } from './compare-plans.ts'
export { type Derivation, deriveAlone, deriveInSteps, derivePlan } from './derive-plan.ts'
export { invalidPlanFile } from './invalid-plan-file.ts'
export { decodeInSteps, decodePlan, encodePlan, type SealedPlan, sealPlan } from './plan-file.ts'
export { checkPlanTarget } from './plan-target.ts'
