// All environments of a workspace: a plan for each, applied in the waves that the sources declare.
export { type AppliedAll, applyAll, type EndedOne } from './apply-all.ts'
export { planAll } from './plan-all.ts'
export { digestOfAll, type PlannedAll, type PlannedOne, soundPlans } from './planned-all.ts'
