// Plans the sources against the store, reads saved plans, compares states of an environment.
export { encodePlan, sealPlan } from '../../plan/index.ts'
export { type CheckedPlanFile, checkPlanFile } from './check-plan-file.ts'
export { diffStates } from './diff-states.ts'
export { planSources } from './plan-sources.ts'
export {
  isSound,
  type MadeAgainst,
  type PlannedEnvironment,
  type ReviewedPlan,
  type SoundPlan,
  type Topology,
} from './reviewed-plan.ts'
export { signFile } from './sign-file.ts'
