// Follows an environment for whoever shows it: reads it as `status`, `history`, `drift` and `doctor` do, again whenever a watch
// says that it is another, and answers `diff` and `plan` of it. Opens stores to look only; knows nobody who looks.
export type { PlannedEnvironment } from '../plan/reviewed-plan.ts'
export type { FollowedItem, MemberReport, RotationReport } from '../state/index.ts'
export { clustersOf, type InspectedEndpoint, serves } from '../state/inspect-environment.ts'
export type { EnvironmentDrift } from '../state/read-drift.ts'
export type { Observation, Observer, Part, Questions } from './observation.ts'
export { observeEnvironment } from './observe-environment.ts'
export { troubleText } from './trouble-text.ts'
