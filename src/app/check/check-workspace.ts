import { mergeDiagnostics, waiversDue } from '../../compile/index.ts'
import { typeInputs, typeInputsKey, verifyDeterministic } from '../../load/index.ts'
import { type Diagnostic, type LiveValues, sortDiagnostics } from '../../model/index.ts'
import { openQuestions } from '../../schema/index.ts'
import type { Context } from '../context.ts'
import { chooseEnvironment } from '../environment/choose-environment.ts'
import { notChecked } from '../workspace/check-live.ts'
import { type CompileAid, compileWorkspace, isKept, typeErrors } from '../workspace/compile-workspace.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import { findWorkspace } from '../workspace/find-workspace.ts'
import { readSchemas } from '../workspace/read-schemas.ts'
import { toolBuild } from '../workspace/tool-version.ts'
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
interface StartedCheck {
  readonly values: Promise<CheckedWorkspace>
  /** Everything that `types` depends on: where it is the same, so are they. */
  readonly typesKey: Promise<string>
  /** Type errors, but for those that `values` tells in other words. */
  readonly types: Promise<readonly Diagnostic[]>
}

/** How a workspace is checked again and again. */
export interface CheckAid extends CompileAid {
  /** Called with the values; then it is the turn of the types. */
  readonly onValues: (checked: CheckedWorkspace) => void
  /** Given where nobody asks for the types any more. */
  readonly signal: AbortSignal
}

/** As `checkWorkspace`, and both parts are told once they are there. */
export function startCheck(
  { live, isVerified }: CheckRequest,
  context: Context,
  aid?: CheckAid,
): StartedCheck {
  const directory = findWorkspace(context)
  const given = live === undefined ? Promise.resolve(undefined) : readLiveFile(live, context)
  const compiling = given.then((values) => compileWorkspace(directory, values && { values }, aid))
  const cached = compiling.then(isKept)
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
  const begun = aid === undefined ? Promise.resolve() : values.then(aid.onValues)
  const inputs = begun.then(() => typeInputs(directory, toolBuild()))
  const typesKey = inputs.then((each) => typeInputsKey(each, toolBuild()))
  const types = inputs.then((each) => typeErrors(each, cached, aid?.signal))
  const telling = Promise.all([values, types]).then(([{ workspace }, found]) =>
    tellingTypeErrors(found, invalidIn(workspace), [...workspace.compiled.values()]),
  )
  // One failure is told by whichever part is awaited first.
  for (const each of [cached, typesKey, types, verifying, values, telling]) each.catch(() => {})
  return { values, typesKey, types: telling }
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
