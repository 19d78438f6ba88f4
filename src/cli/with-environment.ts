import type { Environment, Store } from '../model/index.ts'
import { StoreError } from '../model/index.ts'
import type { Invocation, Report } from './command.ts'
import { type CompiledWorkspace, compileWorkspace } from './compile-workspace.ts'
import { storeFailure } from './failure.ts'
import { findWorkspace } from './find-workspace.ts'
import { chooseEnvironment, openStore } from './open-environment.ts'

export interface OpenEnvironment {
  readonly directory: string
  readonly workspace: CompiledWorkspace
  readonly environment: Environment
  readonly store: Store
}

/**
 * Opens the workspace and the environment's store, runs `task`, closes the store. Store errors end the command with
 * their exit code and the store's name.
 */
export async function withEnvironment(
  invocation: Invocation,
  task: (open: OpenEnvironment) => Promise<Report>,
): Promise<Report> {
  const directory = findWorkspace(invocation)
  const workspace = await compileWorkspace(directory, invocation)
  return await withStore({ directory, workspace, invocation }, task)
}

/** As `withEnvironment`, for a workspace that is compiled already. */
export async function withStore(
  context: {
    readonly directory: string
    readonly workspace: CompiledWorkspace
    readonly invocation: Invocation
  },
  task: (open: OpenEnvironment) => Promise<Report>,
): Promise<Report> {
  const { directory, workspace, invocation } = context
  const environment = chooseEnvironment(workspace.environments, invocation)
  let name = environment.name
  try {
    const store = await openStore(environment, { directory, invocation })
    name = store.name
    try {
      return await task({ directory, workspace, environment, store })
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreError) throw storeFailure(error, name)
    throw error
  }
}
