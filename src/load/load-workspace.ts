import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic, JsonObject, LoadedWorkspace, SourceFile } from '../model/index.ts'
import { sortDiagnostics } from '../model/index.ts'
import { bundleWorkspace } from './bundle/bundle-workspace.ts'
import { type Evaluation, runEvaluator } from './evaluator/run.ts'
import { inputsHash } from './inputs-hash.ts'
import { packageFiles } from './package-files.ts'
import { settleProblem, settleWorkspace } from './settle.ts'
import { placeOfSite, type SiteTable } from './sites.ts'

export interface LoadOptions {
  /** The workspace: the folder that holds `configs/` and `schemas/`. */
  readonly directory: string
  /** For defaults and units, which invariants see. */
  readonly schemas: readonly SchemaInput[]
  /** Default 10,000. */
  readonly timeoutMilliseconds?: number
  /** Default 512. */
  readonly memoryMegabytes?: number
}

/** A schema, as far as completing a value needs it. */
export interface SchemaInput {
  readonly name: string
  readonly document: JsonObject
}

/** Why a workspace could not be loaded. */
export interface LoadFailure {
  readonly diagnostics: readonly Diagnostic[]
}

/** Instruments, bundles and evaluates a workspace. What is wrong with the author's sources is a diagnostic, never thrown. */
export async function loadWorkspace(options: LoadOptions): Promise<LoadedWorkspace | LoadFailure> {
  const entry = join(options.directory, 'configs/index.ts')
  if (!existsSync(entry)) return failure([missingEntry(options.directory)])
  const root = realpathSync(options.directory)
  const files = packageFiles()
  const bundle = await bundleWorkspace(root, files)
  if (bundle.diagnostics.length > 0) return failure(bundle.diagnostics)
  const limits = {
    timeoutMilliseconds: options.timeoutMilliseconds ?? 10_000,
    memoryMegabytes: options.memoryMegabytes ?? 512,
  }
  const script = scriptOf(bundle.script, options.schemas)
  const evaluation = await runEvaluator({ script, ...limits }, { evaluator: files.evaluator, ...limits })
  const { sources } = await inputsHash(root, '')
  return settle(evaluation, { table: bundle.table, sources, limits })
}

function scriptOf(bundle: string, schemas: LoadOptions['schemas']): string {
  const text = JSON.stringify(
    JSON.stringify(schemas.map(({ name, document }) => ({ name, file: '', text: '', document }))),
  )
  return `function appiaLastSite() { return appiaLastSite.read?.() }
(() => {
${bundle}
appiaLastSite.read = appiaBundle.lastSiteNumber
return appiaBundle.evaluate(appiaBundle.load, ${text})
})()`
}

interface Limits {
  readonly timeoutMilliseconds: number
  readonly memoryMegabytes: number
}

interface Context {
  readonly table: SiteTable
  readonly sources: readonly SourceFile[]
  readonly limits: Limits
}

function settle(evaluation: Evaluation, { table, sources, limits }: Context): LoadedWorkspace | LoadFailure {
  switch (evaluation.kind) {
    case 'workspace':
      return settleWorkspace(evaluation, table, sources)
    case 'failed':
      return failure(evaluation.problems.map((problem) => settleProblem(problem, table)))
    case 'timeout':
      return failure([timedOut(evaluation.site, table, limits)])
    case 'memory':
      return failure([
        {
          code: 'config-memory',
          severity: 'error',
          message: `the config modules need more than ${limits.memoryMegabytes} MiB`,
        },
      ])
    case 'crashed':
      throw new Error(`the evaluator ended without an answer: ${evaluation.detail}`)
  }
}

function timedOut(site: number, table: SiteTable, { timeoutMilliseconds }: Limits): Diagnostic {
  const at = placeOfSite(table, site)
  const where = at ? `${at.file} did` : 'the config modules did'
  const message = `${where} not finish within ${timeoutMilliseconds / 1000} s`
  return {
    code: 'config-timeout',
    severity: 'error',
    message,
    ...(at && { at }),
    help: 'look for a loop that never ends',
  }
}

function missingEntry(directory: string): Diagnostic {
  const message = `there is no configs/index.ts in ${directory}`
  return {
    code: 'not-a-workspace',
    severity: 'error',
    message,
    help: 'run `appia init`, or name the folder with --workspace',
  }
}

function failure(diagnostics: readonly Diagnostic[]): LoadFailure {
  return { diagnostics: sortDiagnostics(diagnostics) }
}
