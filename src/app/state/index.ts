// Reads how an environment stands: values, drift, history, members, the store itself.
export type { CollectionState } from '../../apply/index.ts'
export type { FollowedItem } from '../../records/index.ts'
export { connectedClients } from './connected-clients.ts'
export { type EnvironmentStatus, environmentStatus, watchStatus } from './environment-status.ts'
export { explainValue } from './explain-value.ts'
export type { Explanation, Inside, LiveAnswer } from './explained.ts'
export {
  clustersOf,
  type EnvironmentHealth,
  type InspectedEndpoint,
  inspectEnvironment,
  type StoredFacts,
  serves,
} from './inspect-environment.ts'
export { listHistory } from './list-history.ts'
export type { MemberConnection } from './member-connections.ts'
export { type EnvironmentDrift, type OutsideWrites, readDrift } from './read-drift.ts'
export { type EnvironmentOwners, readOwners } from './read-owners.ts'
export type { MemberReport, RotationReport } from './read-status.ts'
