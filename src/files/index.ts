// Reading and writing in a folder that strangers may have written to, without following a link out of it; and what is
// kept for a user, sealed. Knows no workspace and no stage.
export {
  type FolderContents,
  isWithin,
  LinkError,
  linkOn,
  listConfined,
  readConfined,
  readConfinedNow,
  removeConfined,
  replaceFile,
  requireConfined,
  walkConfined,
  writeConfined,
} from './confined.ts'
export { ChangedMeanwhile, replaceFiles } from './replace-files.ts'
export { syncFolder } from './sync-folder.ts'
export { cacheFolder, requireOwnFolder } from './user-folder.ts'
export { isSealed, keyedHash, sealOf } from './user-seal.ts'
