import { type ApplyResult, applyApproved, applyFile, applySources } from '../app/apply/index.ts'
import { checkWorkspace } from '../app/check/index.ts'
import type { Reviewer } from '../app/index.ts'
import { planSources, type ReviewedPlan } from '../app/plan/index.ts'
import { type EnvironmentDrift, readDrift } from '../app/state/index.ts'
import type { Desired, Diagnostic, Plan } from '../model/index.ts'
import { type ApiOptions, type ApplyPermissions, contextOf } from './options.ts'

/** A workspace, and everything there is to say of it. */
export interface CheckedSources {
  readonly name: string
  /** What each environment should hold, by its name; those without errors. */
  readonly environments: ReadonlyMap<string, Desired>
  /** Errors and warnings, sorted by place. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Evaluates, type-checks and validates a workspace; needs no store. Throws `Failure` where there is none. */
export async function check(options: ApiOptions = {}): Promise<CheckedSources> {
  const { workspace, diagnostics } = await checkWorkspace({ isVerified: false }, contextOf(options))
  const environments = [...workspace.compiled].flatMap(([name, { desired }]): [string, Desired][] =>
    desired === undefined ? [] : [[name, desired]],
  )
  return { name: workspace.name, environments: new Map(environments), diagnostics }
}

/** A plan, as far as it goes, and what speaks against it. */
export interface Planned {
  readonly plan?: Plan
  readonly diagnostics: readonly Diagnostic[]
}

/** Plans the sources against the store; one that can be applied is saved to `file`. Throws `Failure` and `InvalidInput`. */
export async function plan(
  options: ApiOptions & ApplyPermissions & { readonly file?: string } = {},
): Promise<Planned> {
  const { file } = options
  const planned = await planSources(
    { ...(file !== undefined && { file }) },
    contextOf(options, permissionsIn(options)),
  )
  return { ...(planned.plan && { plan: planned.plan }), diagnostics: planned.diagnostics }
}

/** What is applied: a saved plan with its digest, an approved digest, or else what the sources say. */
export interface ApplyOptions extends ApiOptions, ApplyPermissions {
  /** A saved plan; `digest` is what was approved of it. */
  readonly file?: string
  readonly digest?: string
  /** Plans anew, and applies only if the digest is this one. */
  readonly approved?: string
}

/**
 * Carries out a plan as one transaction, without asking. Calling it is the consent: name a `digest` or `approved` where
 * somebody else has to agree. Throws `Failure` and `InvalidInput`; a conflict or an unknown outcome is in the result.
 */
export async function apply(options: ApplyOptions = {}): Promise<ApplyResult> {
  const context = contextOf(options, permissionsIn(options))
  const { file, digest, approved } = options
  if (approved !== undefined)
    return await applyApproved({ digest: approved, ...(file !== undefined && { file }) }, context, nobody)
  return file === undefined
    ? await applySources(context, nobody)
    : await applyFile({ file, digest }, context, nobody)
}

/** What was changed outside, against the last apply and the sources. Throws `Failure`. */
export async function drift(options: ApiOptions = {}): Promise<EnvironmentDrift> {
  return await readDrift({}, contextOf(options))
}

/** Nothing is shown, and nobody asked. */
const nobody: Reviewer<ReviewedPlan> = { show: () => undefined, agree: async () => undefined }

function permissionsIn(options: ApplyPermissions): ApplyPermissions {
  const { takeOver, allowDelete, allowTypeChange, reseal, overwriteDrift, expiredWaivers } = options
  return {
    ...(takeOver && { takeOver }),
    ...(allowDelete !== undefined && { allowDelete }),
    ...(allowTypeChange && { allowTypeChange }),
    ...(reseal && { reseal }),
    ...(overwriteDrift && { overwriteDrift }),
    ...(expiredWaivers && { expiredWaivers }),
  }
}
