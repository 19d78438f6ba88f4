import { expiredWaivers } from '../compile/index.ts'
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

export interface OpenEnvironment {
  readonly directory: string
  readonly workspace: CompiledWorkspace
  readonly environment: Environment
  readonly store: Store
}

/**
 * Opens the workspace and the store of the environment (`--env`, else `expected`, else the first), runs `task`, closes the store. Store errors end the command with
 * their exit code and the store's name.
 */
export async function withEnvironment(
  invocation: Invocation,
  expected: string | undefined,
  task: (open: OpenEnvironment) => Promise<Report>,
): Promise<Report> {
  const directory = findWorkspace(invocation)
  const workspace = await compileWorkspace(directory)
  if (workspace.environments.length === 0) return invalidWorkspace(workspace.diagnostics, directory)
  const environment = chooseEnvironment(workspace.environments, invocation, expected)
  return await withStore({ directory, workspace, environment, invocation }, task)
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
  const context = { directory, workspace, environment, invocation }
  if (workspace.live.length > 0) {
    return await withStore(context, async (open) => {
      const checked = checkCompiled(await answerLive(open), environment)
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
  const today = new Date().toISOString().slice(0, 10)
  const found = [...workspace.diagnostics, ...diagnostics]
  const all = [...found, ...expiredWaivers(workspace.waivers, today)]
  // An expired waiver ends a plan, not the commands that only look: they are needed most when something is wrong.
  if (desired === undefined || hasErrors(found)) return { errors: all }
  return { workspace, reads, desired, provenance, diagnostics: all }
}

function compiledOf(workspace: CompiledWorkspace, environment: Environment): CompiledEnvironment {
  const compiled = workspace.compiled.get(environment.name)
  if (compiled === undefined) throw new Error(`environment ${environment.name} was not compiled`)
  return compiled
}

function invalidWorkspace(diagnostics: readonly Diagnostic[], workspaceDirectory: string): Report {
  return { exitCode: exitCodes.invalid, text: '', json: {}, diagnostics, workspaceDirectory }
}

interface StoreContext {
  readonly directory: string
  readonly workspace: CompiledWorkspace
  readonly environment: Environment
  readonly invocation: Invocation
}

async function withStore(
  { directory, workspace, environment, invocation }: StoreContext,
  task: (open: OpenEnvironment) => Promise<Report>,
): Promise<Report> {
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
