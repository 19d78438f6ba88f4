// Planning: desired state, live state and what was applied last become a plan; a plan becomes a file and back.
// Pure: the same input gives the same bytes. Knows the nouns only, neither the store nor the sources nor a terminal.

export { allowsKey, unmatchedKeys } from './check-permissions.ts'
export { comparePlans, type PlanDifference } from './compare-plans.ts'
export {
  addedLeaves,
  type DocumentDifference,
  diffDocuments,
  diffLeaves,
  type RawLeafChange,
  removedLeaves,
  type TypeChange,
} from './diff-leaves.ts'
export { type DesiredMember, diffMembers, type MembersDifference } from './diff-members.ts'
export { diffSnapshots, type KeyDifference } from './diff-snapshots.ts'
export { planDigest } from './digest.ts'
export { type DriftEntry, type DriftReport, driftOf } from './drift-report.ts'
export { makePlan } from './make-plan.ts'
export { decodePlan, encodePlan, planFormatVersion } from './plan-file.ts'
export type { Permissions, PlanInput, PlanResult } from './plan-input.ts'
export { checkPlanTarget, type PlanTarget } from './plan-target.ts'
export { changedKeysLimit, requestBytesLimit } from './request-size.ts'
export { planRollback, type RollbackInput } from './rollback.ts'
