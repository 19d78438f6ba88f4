// What a plan may not do, and what has to be agreed to by name.
export { allowsKey, checkPermissions, unmatchedKeys } from './check-permissions.ts'
export {
  checkCollections,
  checkCount,
  checkDeletes,
  checkLeases,
  checkOwnedElsewhere,
  checkOwner,
  checkSize,
  checkTakeOver,
  checkTypeChanges,
  checkWithdrawn,
  suppressionsOf,
  withdrawnLeaves,
} from './check-plan.ts'
export { checkReads } from './check-reads.ts'
export { checkKeys, checkSecrets } from './check-writes.ts'
export { newPrefixesOf } from './new-prefixes.ts'
export { hasOddReference } from './odd-reference.ts'
export { requestBytes } from './request-size.ts'
