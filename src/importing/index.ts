// Files, keys and schemas of another origin → modules and schemas of a workspace, as texts: what is equal in all
// environments once, secrets nowhere, a draft of each schema. Knows no folder, store or terminal; what is read and written
// is somebody else's matter.

export type { DocumentPart, EnvironmentSources } from './adopt/changes/source-users.ts'
export { editSource } from './adopt/edit-sources.ts'
export { type EditProblem, planEdits } from './adopt/plan-edits.ts'
export { editEnvironment } from './adopt/text/edit-environment.ts'
export type { ConversionNote } from './convert/conversion.ts'
export { convertSchema } from './convert/convert-schema.ts'
export { findEnvironments, inOrderOfStages, isStage } from './documents/find-environments.ts'
export { variableName } from './documents/name-documents.ts'
export type { SharedValue } from './documents/shared-values.ts'
export type { EnvironmentDocument } from './documents/split-environments.ts'
export {
  type ImportedDocuments,
  type ImportedFile,
  type ImportedSecret,
  importDocuments,
} from './import-documents.ts'
export { editIndex, emptyIndex } from './index-file/edit-index.ts'
export type { IndexAdditions } from './index-file/index-additions.ts'
export { guessFormat } from './read/guess-format.ts'
export { isReadable, readableEndings, readDocument } from './read/read-document.ts'
export { type ProjectFile, sampleModule, samplePaths, scaffoldFiles } from './scaffold/scaffold-files.ts'
export { findSecrets, mayHoldSecret, withHiddenSecrets } from './secrets/find-secrets.ts'
