import { mergeDiagnostics, waiversDue } from '../../compile/index.ts'
import { verifyDeterministic } from '../../load/index.ts'
import { type Diagnostic, type LiveValues, sortDiagnostics } from '../../model/index.ts'
import { openQuestions } from '../../schema/index.ts'
import type { Context } from '../context.ts'
import { chooseEnvironment } from '../environment/open-environment.ts'
import { notChecked } from '../workspace/check-live.ts'
import { compileWorkspace, isKept, typeErrors } from '../workspace/compile-workspace.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import { findWorkspace } from '../workspace/find-workspace.ts'
import { readSchemas } from '../workspace/read-schemas.ts'
import { readLiveFile } from './read-live-file.ts'
import { tellingTypeErrors } from './telling-type-errors.ts'

/** How a workspace is checked. */
export interface CheckRequest {
  /** A file with the values of `live()`. */
  readonly live?: string
  /** Evaluate it again under other circumstances: the bytes must be the same. */
  readonly isVerified: boolean
}

export interface CheckedWorkspace {
  readonly directory: string
  /** Of the environment that was named, else of all. */
  readonly workspace: CompiledWorkspace
  /** Everything to be said of it, sorted. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Evaluates, type-checks and validates a workspace, without a store. */
export async function checkWorkspace(
  { live, isVerified }: CheckRequest,
  context: Context,
): Promise<CheckedWorkspace> {
  const directory = findWorkspace(context)
  const values = live === undefined ? undefined : await readLiveFile(live, context)
  const [all, types, verified] = await context.withProgress('checking', () => {
    const compiling = compileWorkspace(directory, values && { values })
    return Promise.all([
      compiling,
      typeErrors(directory, compiling.then(isKept)),
      isVerified ? verify(directory, values) : [],
    ])
  })
  const workspace = ofNamedEnvironment(all, context)
  const compiled = [...workspace.compiled.values()]
  const invalid = mergeDiagnostics([
    ...workspace.diagnostics,
    ...compiled.flatMap(({ diagnostics }) => diagnostics),
  ])
  const diagnostics = sortDiagnostics([
    ...invalid,
    ...tellingTypeErrors(types, invalid, compiled),
    ...verified,
    ...notChecked(workspace),
    ...[...workspace.schemas.values()].flatMap(openQuestions),
    ...waiversDue(workspace.waivers, context.now()),
  ])
  return { directory, workspace, diagnostics }
}

/** What was compiled for the environment that was named, alone. */
function ofNamedEnvironment(workspace: CompiledWorkspace, context: Context): CompiledWorkspace {
  if (context.environment === undefined || workspace.environments.length === 0) return workspace
  const { name } = chooseEnvironment(workspace.environments, context)
  return { ...workspace, compiled: new Map([...workspace.compiled].filter(([each]) => each === name)) }
}

async function verify(directory: string, live: LiveValues | undefined): Promise<readonly Diagnostic[]> {
  const { schemas } = await readSchemas(directory)
  return await verifyDeterministic({ directory, schemas: [...schemas.values()], ...(live && { live }) })
}
