import {
  type CompiledEnvironment,
  type Desired,
  type Diagnostic,
  type Environment,
  hasErrors,
  type Provenance,
  StoreError,
} from '../../model/index.ts'
import type { Context } from '../context.ts'
import { InvalidInput, storeFailure } from '../failure.ts'
import { commandSpeller } from '../spell-command.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import { findWorkspace } from '../workspace/find-workspace.ts'
import { type AnsweredWorkspace, answerLive, type LivePart } from './answer-live.ts'
import { chooseEnvironment, openStore } from './open-environment.ts'
import type { OpenEnvironment, OpenStore } from './open-store.ts'
import { requireOwnFolder } from './own-folder.ts'

/** Opens the workspace and the store of the environment (the one that was named, else the first), runs `task`, closes the store. */
export async function withEnvironment<T>(
  context: Context,
  task: (open: OpenEnvironment) => Promise<T>,
): Promise<T> {
  const directory = findWorkspace(context)
  const workspace = await compileWorkspace(directory)
  if (workspace.environments.length === 0) throw new InvalidInput(workspace.diagnostics, directory)
  const environment = chooseEnvironment(workspace.environments, context)
  return await withStore({ directory, environment, context }, (open) => task({ ...open, workspace }))
}

/** An environment that compiled without errors. */
export interface CompiledOpenEnvironment extends OpenEnvironment {
  readonly desired: Desired
  readonly provenance: ReadonlyMap<string, Provenance>
  /** Warnings of loading and compiling. */
  readonly diagnostics: readonly Diagnostic[]
  /** What the sources read with `live()`. */
  readonly reads: readonly LivePart[]
}

/**
 * As `withEnvironment`, but a workspace with errors ends with them before any store is opened. Only what depends on live
 * values is checked after they were read. Throws `InvalidInput`.
 */
export async function withCompiledEnvironment<T>(
  context: Context,
  task: (open: CompiledOpenEnvironment) => Promise<T>,
): Promise<T> {
  const directory = findWorkspace(context)
  const workspace = await compileWorkspace(directory)
  if (hasErrors(workspace.diagnostics)) throw new InvalidInput(workspace.diagnostics, directory)
  const environment = chooseEnvironment(workspace.environments, context)
  const target = { directory, environment, context }
  if (workspace.live.length > 0) {
    return await withStore(target, async (open) => {
      const answered = await answerLive({ ...open, workspace })
      return await task({ ...open, ...checkCompiled(answered, open) })
    })
  }
  const checked = checkCompiled({ workspace, reads: [] }, target)
  return await withStore(target, (open) => task({ ...open, ...checked }))
}

type CheckedEnvironment = Omit<CompiledOpenEnvironment, 'directory' | 'environment' | 'store'>

function checkCompiled(
  { workspace, reads }: AnsweredWorkspace,
  { directory, environment }: Pick<OpenStore, 'directory' | 'environment'>,
): CheckedEnvironment {
  if (hasErrors(workspace.diagnostics)) throw new InvalidInput(workspace.diagnostics, directory)
  const { desired, provenance, diagnostics } = compiledOf(workspace, environment)
  const all = [...workspace.diagnostics, ...diagnostics]
  if (desired === undefined || hasErrors(all)) throw new InvalidInput(all, directory)
  return { workspace, reads, desired, provenance, diagnostics: all }
}

function compiledOf(workspace: CompiledWorkspace, environment: Environment): CompiledEnvironment {
  const compiled = workspace.compiled.get(environment.name)
  if (compiled === undefined) throw new Error(`environment ${environment.name} was not compiled`)
  return compiled
}

/** Opens the store of an environment, runs `task`, closes it. Store errors end with their exit code and the store's name. */
export async function withStore<T>(
  {
    directory,
    environment,
    context,
  }: {
    readonly directory: string
    readonly environment: Environment
    readonly context: Context
  },
  task: (open: OpenStore) => Promise<T>,
): Promise<T> {
  let name = environment.name
  try {
    await requireOwnFolder(directory, environment.name)
    const store = await openStore(environment, { directory, context })
    name = store.name
    try {
      return await task({ directory, environment, store })
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreError)
      throw storeFailure(error, { name, spell: commandSpeller(context, environment.name) })
    throw error
  }
}
