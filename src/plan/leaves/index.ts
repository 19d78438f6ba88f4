// Leaves: in which values two documents differ, what is said of each, and the document that they give.
export { applyLeaves } from './apply-leaves.ts'
export {
  describeLeaf,
  documentHoldsSecret,
  holdsSecret,
  keysIn,
  type LeafContext,
  shownValue,
} from './describe-leaves.ts'
export { addedLeaves, diffDocuments, diffLeaves, type KeysAt, removedLeaves } from './diff-leaves.ts'
export { leafProblem } from './leaf-problem.ts'
export { describeOtherBytes } from './other-bytes.ts'
export { pointerBefore } from './pointer-before.ts'
export type { DocumentDifference, RawLeafChange } from './raw-leaf-change.ts'
export type { TypeChange } from './type-change.ts'
export { unreadLeaf, type Written } from './unread-leaf.ts'
