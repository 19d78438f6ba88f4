// Reading and writing in a folder that strangers may have written to, without following a link out of it. Knows no
// workspace and no stage.
export {
  type FolderContents,
  isWithin,
  LinkError,
  linkOn,
  listConfined,
  readConfined,
  removeConfined,
  replaceFile,
  requireConfined,
  walkConfined,
  writeConfined,
} from './confined.ts'
export { ChangedMeanwhile, replaceFiles } from './replace-files.ts'
export { syncFolder } from './sync-folder.ts'
