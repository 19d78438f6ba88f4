// What one can name on a command line, for shells that complete words.
export { type WorkspaceNames, workspaceNames } from './workspace-names.ts'
