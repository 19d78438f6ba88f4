import {
  type CompiledEnvironment,
  type Desired,
  type Diagnostic,
  type Environment,
  exitCodes,
  hasErrors,
  type Provenance,
  StoreError,
} from '../../model/index.ts'
import type { Context } from '../context.ts'
import { Failure, InvalidInput, storeFailure } from '../failure.ts'
import { commandSpeller } from '../spell-command.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import { findWorkspace } from '../workspace/find-workspace.ts'
import { type AnsweredWorkspace, answerLive, type LivePart } from './answer-live.ts'
import { chooseEnvironment } from './choose-environment.ts'
import { openStore } from './open-environment.ts'
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

/** The sources as they are now, for an environment that is open. Throws `InvalidInput`, or a `Failure` where it is another by now. */
export async function compileIn(open: OpenStore): Promise<CompiledOpenEnvironment> {
  const { directory, environment } = open
  const workspace = await compileWorkspace(directory)
  if (hasErrors(workspace.diagnostics)) throw new InvalidInput(workspace.diagnostics, directory)
  const now = workspace.environments.find(({ name }) => name === environment.name)
  if (JSON.stringify(now) !== JSON.stringify(environment)) {
    const help = 'start again, so that it is opened as they say now'
    throw new Failure(exitCodes.invalid, `the sources declare ${environment.name} otherwise by now`, { help })
  }
  const answered = workspace.live.length > 0 ? await answerLive({ ...open, workspace }) : undefined
  return { ...open, ...checkCompiled(answered ?? { workspace, reads: [] }, open) }
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
