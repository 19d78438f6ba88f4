import type { Desired, Environment, Store } from '../../model/index.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'

/** The store of an environment, open. */
export interface OpenStore {
  /** Where `.appia/` lies: the workspace, if there is one. */
  readonly directory: string
  readonly environment: Environment
  readonly store: Store
  /** What the sources say that it should hold, where they were evaluated. */
  readonly desired?: Desired
  /** The workspace, where it was evaluated. */
  readonly workspace?: CompiledWorkspace
}

export interface OpenEnvironment extends OpenStore {
  readonly workspace: CompiledWorkspace
}
