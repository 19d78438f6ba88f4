import {
  type CompiledEnvironment,
  type Desired,
  type Diagnostic,
  type Environment,
  exitCodes,
  hasErrors,
  type Provenance,
  type Store,
  StoreError,
} from '../model/index.ts'
import { type AnsweredWorkspace, answerLive } from './answer-live.ts'
import type { Invocation, Report } from './command.ts'
import { type CompiledWorkspace, compileWorkspace } from './compile-workspace.ts'
import { storeFailure } from './failure.ts'
import { findWorkspace } from './find-workspace.ts'
import { chooseEnvironment, openStore } from './open-environment.ts'
import { commandSpeller } from './spell-command.ts'

/** The store of an environment, open. */
export interface OpenStore {
  /** Where `.appia/` lies: the workspace, if there is one. */
  readonly directory: string
  readonly environment: Environment
  readonly store: Store
  /** What the sources say that it should hold, where they were evaluated. */
  readonly desired?: Desired
}

export interface OpenEnvironment extends OpenStore {
  readonly workspace: CompiledWorkspace
}

/** Opens the workspace and the store of the environment (`--env`, else the first), runs `task`, closes the store. */
export async function withEnvironment(
  invocation: Invocation,
  task: (open: OpenEnvironment) => Promise<Report>,
): Promise<Report> {
  const directory = findWorkspace(invocation)
  const workspace = await compileWorkspace(directory)
  if (workspace.environments.length === 0) return invalidWorkspace(workspace.diagnostics, directory)
  const environment = chooseEnvironment(workspace.environments, invocation)
  return await withStore({ directory, environment, invocation }, (open) => task({ ...open, workspace }))
}

/** An environment that compiled without errors. */
export interface CompiledOpenEnvironment extends OpenEnvironment {
  readonly desired: Desired
  readonly provenance: ReadonlyMap<string, Provenance>
  /** Warnings of loading and compiling. */
  readonly diagnostics: readonly Diagnostic[]
  /** mod_revision of each key that the sources read with `live()`, 0 where there is none. */
  readonly reads: ReadonlyMap<string, number>
}

/**
 * As `withEnvironment`, but a workspace with errors ends the command with them before any store is opened. Only what
 * depends on live values is checked after they were read.
 */
export async function withCompiledEnvironment(
  invocation: Invocation,
  task: (open: CompiledOpenEnvironment) => Promise<Report>,
): Promise<Report> {
  const directory = findWorkspace(invocation)
  const workspace = await compileWorkspace(directory)
  if (hasErrors(workspace.diagnostics)) return invalidWorkspace(workspace.diagnostics, directory)
  const environment = chooseEnvironment(workspace.environments, invocation)
  const context = { directory, environment, invocation }
  if (workspace.live.length > 0) {
    return await withStore(context, async (open) => {
      const checked = checkCompiled(await answerLive({ ...open, workspace }), environment)
      return 'desired' in checked
        ? await task({ ...open, ...checked })
        : invalidWorkspace(checked.errors, directory)
    })
  }
  const checked = checkCompiled({ workspace, reads: new Map() }, environment)
  if (!('desired' in checked)) return invalidWorkspace(checked.errors, directory)
  return await withStore(context, (open) => task({ ...open, ...checked }))
}

type CheckedEnvironment = Omit<CompiledOpenEnvironment, 'directory' | 'environment' | 'store'>

function checkCompiled(
  { workspace, reads }: AnsweredWorkspace,
  environment: Environment,
): CheckedEnvironment | { readonly errors: readonly Diagnostic[] } {
  if (hasErrors(workspace.diagnostics)) return { errors: workspace.diagnostics }
  const { desired, provenance, diagnostics } = compiledOf(workspace, environment)
  const all = [...workspace.diagnostics, ...diagnostics]
  if (desired === undefined || hasErrors(all)) return { errors: all }
  return { workspace, reads, desired, provenance, diagnostics: all }
}

function compiledOf(workspace: CompiledWorkspace, environment: Environment): CompiledEnvironment {
  const compiled = workspace.compiled.get(environment.name)
  if (compiled === undefined) throw new Error(`environment ${environment.name} was not compiled`)
  return compiled
}

/** The report of a workspace with errors. */
export function invalidWorkspace(diagnostics: readonly Diagnostic[], workspaceDirectory: string): Report {
  return { exitCode: exitCodes.invalid, text: '', json: {}, diagnostics, workspaceDirectory }
}

/** Opens the store of an environment, runs `task`, closes it. Store errors end the command with their exit code and the store's name. */
export async function withStore(
  context: {
    readonly directory: string
    readonly environment: Environment
    readonly invocation: Invocation
  },
  task: (open: OpenStore) => Promise<Report>,
): Promise<Report> {
  const { directory, environment, invocation } = context
  let name = environment.name
  try {
    const store = await openStore(environment, { directory, invocation })
    name = store.name
    try {
      return await task({ directory, environment, store })
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreError)
      throw storeFailure(error, { name, spell: commandSpeller(invocation, environment.name) })
    throw error
  }
}
