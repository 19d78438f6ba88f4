import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Diagnostic,
  JsonObject,
  LiveRead,
  LiveValues,
  LoadedWorkspace,
  SourceFile,
} from '../model/index.ts'
import { sortDiagnostics } from '../model/index.ts'
import { type Bundle, bundleWorkspace } from './bundle/bundle-workspace.ts'
import { flawOf } from './check-answer.ts'
import type { Evaluation, RunOptions } from './evaluator/run.ts'
import { inputsHash } from './inputs-hash.ts'
import { packageFiles } from './package-files.ts'
import { createResolver } from './resolve/index.ts'
import {
  defaultLimits,
  type Limits,
  type StandbyEvaluator,
  startSealedEvaluator,
} from './sealed-evaluator.ts'
import { settleEnvironment, settleProblem, settleWorkspace } from './settle.ts'
import { refusedReads, settleLive } from './settle-live.ts'
import { createSiteTable, placeOfSite, type SiteTable } from './sites.ts'

export interface LoadOptions {
  /** The workspace: the folder that holds `configs/` and `schemas/`. */
  readonly directory: string
  /** For defaults and units, which invariants see. */
  readonly schemas: readonly SchemaInput[]
  /** What the store holds under keys that `live()` asks for; what is not here was not read. */
  readonly live?: LiveValues
  /** As `inputsHash` gives them, where they were hashed already. */
  readonly sources?: readonly SourceFile[]
  /** Of the processor; default 10,000. */
  readonly timeoutMilliseconds?: number
  /** Default 512. */
  readonly memoryMegabytes?: number
  /** One that was started ahead, with the default limits. */
  readonly standby?: Pick<StandbyEvaluator, 'take'>
  /** Something else to do for this process while the child evaluates. */
  readonly meanwhile?: () => Promise<unknown>
}

/** A schema, as far as completing a value needs it. */
interface SchemaInput {
  readonly name: string
  readonly document: JsonObject
}

/** Why a workspace could not be loaded. */
export interface LoadFailure {
  readonly diagnostics: readonly Diagnostic[]
  /** Nothing is wrong so far, but live values are needed that were not given. */
  readonly blank?: BlankWorkspace
}

/** As much of a workspace as is known before the store is read. */
interface BlankWorkspace extends Pick<LoadedWorkspace, 'name' | 'environments' | 'managedPrefixes'> {
  readonly live: readonly LiveRead[]
}

/** Instruments, bundles and evaluates a workspace. What is wrong with the author's sources is a diagnostic, never thrown. */
export async function loadWorkspace(options: LoadOptions): Promise<LoadedWorkspace | LoadFailure> {
  let sources = options.sources ?? []
  const meanwhile = async (): Promise<void> => {
    if (options.sources === undefined) sources = (await inputsHash(options.directory, '')).sources
    await options.meanwhile?.()
  }
  const { table, outcome, limits } = await evaluateWorkspace({ ...options, meanwhile })
  if ('diagnostics' in outcome) return failure(outcome.diagnostics)
  return settle(outcome, { table, sources, limits })
}

/** What became of a workspace's modules; its diagnostics say why they were not evaluated. */
export interface EvaluatedWorkspace {
  readonly table: SiteTable
  readonly outcome: Evaluation | Pick<Bundle, 'diagnostics'>
  /** Those that it was evaluated under. */
  readonly limits: Limits
}

/** Evaluates a workspace in a child process; `surroundings` are those of the process, which make no difference. */
export async function evaluateWorkspace(
  options: LoadOptions,
  surroundings: Pick<RunOptions, 'environment' | 'directory'> = {},
): Promise<EvaluatedWorkspace> {
  const limits = limitsOf(options)
  const evaluator = await (options.standby?.take() ?? startSealedEvaluator(limits, surroundings))
  try {
    const { table, script: modules, diagnostics } = await bundleOf(options.directory)
    if (diagnostics.length > 0) return { table, outcome: { diagnostics }, limits }
    const script = scriptOf(modules, options)
    const grown = grownLimits(limits, script)
    const evaluation = evaluator.evaluate({ script, ...grown })
    const [outcome] = await Promise.all([evaluation, options.meanwhile?.()])
    return { table, outcome: soundOutcome(outcome, table), limits: grown }
  } finally {
    evaluator.stop()
  }
}

/** Nothing that the author's code could have made of an answer goes on from here. */
function soundOutcome(outcome: Evaluation, table: SiteTable): EvaluatedWorkspace['outcome'] {
  if (outcome.kind !== 'workspace' && outcome.kind !== 'blank' && outcome.kind !== 'failed') return outcome
  const flaw = flawOf(outcome, table.sites.length)
  if (flaw === undefined) return outcome
  const message = `the evaluation gave an answer that does not hold together: ${flaw}`
  return { diagnostics: [{ code: 'not-hermetic', severity: 'error', message }] }
}

/** The bundle of a workspace; its diagnostics say why there is none. */
export async function bundleOf(directory: string): Promise<Bundle> {
  const resolver = createResolver(existsSync(directory) ? realpathSync(directory) : directory)
  if (existsSync(join(directory, 'configs/index.ts'))) return bundleWorkspace(resolver, packageFiles())
  const diagnostics = [missingEntry(directory)]
  return { script: '', table: createSiteTable(), modules: [], resolver, diagnostics }
}

/** What is large takes longer: a limit that a small workspace never meets would stop one of many thousand components. */
export function grownLimits(limits: Limits, { length }: Pick<string, 'length'>): Limits {
  const more = Math.floor(length / (1 << 20)) * millisecondsForMegabyte
  return { ...limits, timeoutMilliseconds: limits.timeoutMilliseconds + more }
}

/** Ten times what modules of so much code take. */
const millisecondsForMegabyte = 2_000

function limitsOf({
  timeoutMilliseconds = defaultLimits.timeoutMilliseconds,
  memoryMegabytes = defaultLimits.memoryMegabytes,
}: LoadOptions): Limits {
  return { timeoutMilliseconds, memoryMegabytes }
}

function scriptOf(modules: string, { schemas, live = new Map() }: LoadOptions): string {
  const schemaInputs = schemas.map(({ name, document }) => ({ name, file: '', text: '', document }))
  const values = Object.fromEntries([...live].map(([key, value]) => [key, value ?? null]))
  const [text, liveText] = [schemaInputs, values].map((each) => JSON.stringify(JSON.stringify(each)))
  return `"use strict";
_$own.evaluate(() => (${modules})(_$own.calls, _$own.api), ${text}, ${liveText})`
}

export interface SettleContext {
  readonly table: SiteTable
  readonly sources: readonly SourceFile[]
  readonly limits: Limits
}

/** What became of an evaluation, as a workspace or as findings. */
export function settle(
  evaluation: Evaluation,
  { table, sources, limits }: SettleContext,
): LoadedWorkspace | LoadFailure {
  const live = settleLive('live' in evaluation ? (evaluation.live ?? []) : [], table)
  const refused = refusedReads(live, 'environments' in evaluation ? evaluation.environments : [])
  if (refused.length > 0) return failure(refused)
  switch (evaluation.kind) {
    case 'workspace':
      return { ...settleWorkspace(evaluation, table, sources), ...(live.length > 0 && { live }) }
    case 'blank': {
      const { name, managedPrefixes } = evaluation
      const environments = evaluation.environments.map((each) => settleEnvironment(each, table))
      return { diagnostics: [], blank: { name, environments, managedPrefixes, live } }
    }
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
  const message = `${where} not finish within ${timeoutMilliseconds / 1000} s of processor time`
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
    help: 'name the folder that has it: --workspace DIR',
  }
}

function failure(diagnostics: readonly Diagnostic[]): LoadFailure {
  return { diagnostics: sortDiagnostics(diagnostics) }
}
