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
export async function checkWorkspace(request: CheckRequest, context: Context): Promise<CheckedWorkspace> {
  return await context.withProgress('checking', async () => {
    const started = startCheck(request, context)
    const [checked, types] = await Promise.all([started.values, started.types])
    return { ...checked, diagnostics: sortDiagnostics([...checked.diagnostics, ...types]) }
  })
}

/** A check under way; what the types are wrong about takes longer than the rest. */
export interface StartedCheck {
  readonly values: Promise<CheckedWorkspace>
  /** Type errors, but for those that `values` tells in other words. */
  readonly types: Promise<readonly Diagnostic[]>
}

/**
 * As `checkWorkspace`, and both parts are told once they are there. With `valuesFirst` they do not take turns: the
 * compiler begins when the values are there.
 */
export function startCheck(
  { live, isVerified }: CheckRequest,
  context: Context,
  { valuesFirst = false }: { readonly valuesFirst?: boolean } = {},
): StartedCheck {
  const directory = findWorkspace(context)
  const given = live === undefined ? Promise.resolve(undefined) : readLiveFile(live, context)
  const compiling = given.then((values) => compileWorkspace(directory, values && { values }))
  const begun = valuesFirst ? compiling : Promise.resolve()
  const cached = compiling.then(isKept)
  const types = begun.then(() => typeErrors(directory, cached))
  const verifying = given.then((values) => (isVerified ? verify(directory, values) : []))
  const values = compiling.then(async (all): Promise<CheckedWorkspace> => {
    const workspace = ofNamedEnvironment(all, context)
    const diagnostics = sortDiagnostics([
      ...invalidIn(workspace),
      ...(await verifying),
      ...notChecked(workspace),
      ...[...workspace.schemas.values()].flatMap(openQuestions),
      ...waiversDue(workspace.waivers, context.now()),
    ])
    return { directory, workspace, diagnostics }
  })
  const telling = Promise.all([values, types]).then(([{ workspace }, found]) =>
    tellingTypeErrors(found, invalidIn(workspace), [...workspace.compiled.values()]),
  )
  // One failure is told by whichever part is awaited first.
  for (const each of [cached, types, verifying, values, telling]) each.catch(() => {})
  return { values, types: telling }
}

function invalidIn(workspace: CompiledWorkspace): readonly Diagnostic[] {
  const compiled = [...workspace.compiled.values()]
  return mergeDiagnostics([...workspace.diagnostics, ...compiled.flatMap(({ diagnostics }) => diagnostics)])
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
