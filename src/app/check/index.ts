// Checks a workspace without a store.

export type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
export { checkWorkspace } from './check-workspace.ts'
