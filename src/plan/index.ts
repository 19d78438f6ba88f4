// Planning: desired state, live state and what was applied last become a plan; a plan becomes a file and back.
// Pure: the same input gives the same bytes. Knows the nouns only, neither the store nor the sources nor a terminal.

export { changesDigest } from './changes-digest.ts'
export { allowsKey, unmatchedKeys } from './checks/index.ts'
export {
  type CollectionDifference,
  compareCollections,
  type DesiredDocument,
  diffCollection,
} from './diff-collection.ts'
export { type Content, diffSnapshots, type KeyDifference } from './diff-snapshots.ts'
export { planDigest } from './digest.ts'
export { type DriftEntry, type DriftReport, driftOf } from './drift-report.ts'
export {
  checkPlanTarget,
  collectionProblem,
  comparePlans,
  type Derivation,
  decodeInSteps,
  decodePlan,
  deriveAlone,
  deriveInSteps,
  derivePlan,
  encodePlan,
  invalidPlanFile,
  type PlanDifference,
  type SealedPlan,
  sealPlan,
} from './file/index.ts'
export { type FoldedKeys, foldForeign } from './fold-foreign.ts'
export { checkElementMoves, elementsOf, findRenames, withRenames } from './handover/index.ts'
export { isLeftAsApplied, keptIn, refreshKept } from './kept/index.ts'
export {
  addedLeaves,
  applyLeaves,
  describeOtherBytes,
  diffDocuments,
  diffLeaves,
  type KeysAt,
  keysIn,
  pointerBefore,
  type RawLeafChange,
  removedLeaves,
  shownValue,
} from './leaves/index.ts'
export { alignLists, type ListAlignment, numberValues } from './lists/index.ts'
export { makePlan } from './make-plan.ts'
export { mergeDocuments } from './merge/index.ts'
export type { Permissions, PlanInput, PlanResult, ReadPart } from './plan-input.ts'
export { planRollback } from './rollback/index.ts'
export { maskSecrets, placeSecrets } from './secrets/index.ts'
