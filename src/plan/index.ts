// Planning: desired state, live state and what was applied last become a plan; a plan becomes a file and back.
// Pure: the same input gives the same bytes. Knows the nouns only, neither the store nor the sources nor a terminal.

export { applyLeaves } from './apply-leaves.ts'
export { allowsKey, unmatchedKeys } from './check-permissions.ts'
export { collectionProblem } from './collection-problem.ts'
export { comparePlans, type PlanDifference } from './compare-plans.ts'
export { type Derivation, deriveAlone, deriveInSteps, derivePlan } from './derive-plan.ts'
export { type CollectionDifference, type DesiredDocument, diffCollection } from './diff-collection.ts'
export { addedLeaves, diffDocuments, diffLeaves, removedLeaves } from './diff-leaves.ts'
export { diffSnapshots, type KeyDifference } from './diff-snapshots.ts'
export { planDigest } from './digest.ts'
export { type DriftEntry, type DriftReport, driftOf } from './drift-report.ts'
export { invalidPlanFile } from './invalid-plan-file.ts'
export { makePlan } from './make-plan.ts'
export { describeOtherBytes } from './other-bytes.ts'
export { decodeInSteps, decodePlan, encodePlan, type SealedPlan, sealPlan } from './plan-file.ts'
export type { Permissions, PlanInput, ReadPart } from './plan-input.ts'
export { checkPlanTarget } from './plan-target.ts'
export type { RawLeafChange } from './raw-leaf-change.ts'

export { planRollback } from './rollback.ts'
