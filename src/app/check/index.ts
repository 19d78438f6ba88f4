// Checks a workspace without a store.

export type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
export { type CheckRequest, checkWorkspace } from './check-workspace.ts'
export { watchWorkspace } from './watch/watch-workspace.ts'
