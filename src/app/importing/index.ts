// Brings what is there already into a workspace: files, a store, published schemas; or begins a workspace.
export { importFiles } from './import-files.ts'
export type { ImportReport } from './import-request.ts'
export { importSchema, type SchemaReport } from './import-schema.ts'
export { defaultName, type InitReport, initWorkspace } from './init-workspace.ts'
