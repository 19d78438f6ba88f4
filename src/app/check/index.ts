// Checks a workspace without a store.

export type { CompiledWorkspace } from '../workspace/compile-workspace.ts'
export { checkWorkspace } from './check-workspace.ts'
