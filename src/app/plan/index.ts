// Plans the sources against the store, reads saved plans, compares states of an environment.
export { encodePlan } from '../../plan/index.ts'
export { diffStates } from './diff-states.ts'
export { planSources } from './plan-sources.ts'
export { readPlanFile } from './read-plan-file.ts'
export { isSound, type MadeAgainst, type PlannedEnvironment, type ReviewedPlan } from './reviewed-plan.ts'
