// Lists in documents: what identifies an element, and which elements of two lists are the same.
export { type AlignOptions, alignLists, type ListAlignment } from './align-lists.ts'
export type { Pair } from './common-subsequence.ts'
export {
  type ElementId,
  type ElementNames,
  guessedKeys,
  guessedNames,
  type Identities,
  identify,
  type Renamed,
} from './element-identity.ts'
export { keysFrom, type RecordedKeys, recordKeys } from './element-keys.ts'
export { numberValues, type ValueNumbers } from './number-values.ts'
