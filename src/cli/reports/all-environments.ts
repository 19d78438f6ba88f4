import { commandSpeller, type Failure, usageFailure } from '../../app/index.ts'
import { isSound, type SoundPlan } from '../../app/plan/index.ts'
import { type AppliedAll, applyAll, type EndedOne, type PlannedAll, planAll } from '../../app/waves/index.ts'
import {
  canonicalJson,
  type Diagnostic,
  type ExitCode,
  exitCodes,
  type JsonValue,
} from '../../model/index.ts'
import type { Invocation, Report } from '../command.ts'
import { refuseOfOne, refusePermissions } from '../options/all-environments.ts'
import { rolloutOf } from '../options/rollout.ts'
import { likePlans } from '../render/waves/like-plans.ts'
import { planAllMarkdown } from '../render/waves/waves-markdown.ts'
import { approvedDigest, failureLines, renderPlannedAll } from '../render/waves/waves-text.ts'
import { printReport } from '../terminal/print-report.ts'
import { reviewerAt } from '../terminal/reviewer.ts'
import { applyReport } from './apply-report.ts'
import { notPlannedExitCode } from './not-planned.ts'

/** A plan for each environment, those that do the same once. The exit code is that of the first that cannot be applied. */
export async function planAllReport(invocation: Invocation, format: string): Promise<Report> {
  const { options } = invocation
  refusePermissions(options)
  if (format !== 'text' && format !== 'markdown')
    throw usageFailure(
      `--format ${format} is of one environment`,
      'name it: --env NAME; a file for each: -o FOLDER; all of it as JSON: --json',
    )
  const folder = options.text('out')
  const keyFile = options.text('sign')
  const all = await planAll(
    {
      areSecretsResolved: options.flag('resolve-secrets'),
      ...(folder !== undefined && { folder }),
      ...(keyFile !== undefined && { keyFile }),
    },
    invocation,
  )
  const isChanging = approvedDigest(all) !== undefined && options.flag('detailed-exitcode')
  return {
    ...reportOf(all),
    exitCode: unsoundExitCode(all) ?? (isChanging ? exitCodes.changes : exitCodes.done),
    text: await (format === 'markdown' ? planAllMarkdown : renderPlannedAll)(all, invocation),
  }
}

/** What became of each environment, told as soon as it is known. The exit code is that of the first that failed. */
export async function applyAllReport(invocation: Invocation): Promise<Report> {
  const { options, terminal } = invocation
  refuseOfOne(invocation)
  const approved = options.text('approved')
  const request = { rollout: rolloutOf(options), ...(approved !== undefined && { approved }) }
  const isJson = options.flag('json')
  const reports = new Map<string, Report>()
  const result = await applyAll(request, invocation, {
    ...reviewerAt<PlannedAll>(invocation, (all) => renderPlannedAll(all, invocation)),
    tell: async (ended) => {
      const report = await endedReport(ended, invocation)
      reports.set(ended.environment, report)
      if (!isJson) printReport(report, { terminal, isJson })
    },
  })
  return await appliedReport(result, reports, invocation)
}

async function endedReport({ environment, result }: EndedOne, invocation: Invocation): Promise<Report> {
  if (result instanceof Error) {
    const text = `${failureLines(environment, result).join('\n  ')}\n`
    return { exitCode: result.exitCode, text, json: errorOf(result) }
  }
  const report = await applyReport(result, { ...invocation, environment })
  const text = report.text === '' ? 'nothing to apply\n' : report.text
  return { ...report, text: `${environment}: ${text}` }
}

async function appliedReport(
  result: AppliedAll,
  reports: ReadonlyMap<string, Report>,
  invocation: Invocation,
): Promise<Report> {
  const { all } = result
  if (result.kind === 'not-planned') {
    const text = `${await renderPlannedAll(all, invocation)}\nnothing was applied: not every environment can be\n${approvalHelp(all)}`
    return { ...reportOf(all), exitCode: unsoundExitCode(all) ?? exitCodes.error, text }
  }
  if (result.kind === 'not-approved') {
    const why = `\nnothing was applied: the plans now have digest ${result.digest.slice(0, 8)} together, approved is ${result.approved.slice(0, 8)}\n`
    return {
      ...reportOf(all),
      exitCode: exitCodes.conflict,
      text: (await renderPlannedAll(all, invocation)) + why,
    }
  }
  const { notReached } = result
  const failed = [...reports.values()].find(({ exitCode }) => exitCode !== exitCodes.done)
  return {
    exitCode: failed?.exitCode ?? (notReached.length > 0 ? exitCodes.interrupted : exitCodes.done),
    text: notReached.length === 0 ? '' : leftText(notReached, invocation),
    json: {
      waves: all.waves,
      environments: Object.fromEntries(
        [...reports].map(([name, { json, exitCode }]) => [name, { ...json, exitCode }]),
      ),
      notReached,
    },
  }
}

function leftText(names: readonly string[], invocation: Invocation): string {
  const again = commandSpeller(invocation)('apply --all-environments')
  return `left as they were: ${names.join(', ')}\n  once that is mended, this goes on there: ${again}\n`
}

/** A protected environment says how it alone is approved; there is a way for all. */
function approvalHelp({ environments }: PlannedAll): string {
  const isRefused = environments.some(
    ({ planned }) => planned instanceof Error && planned.exitCode === exitCodes.refused,
  )
  return isRefused
    ? '  what was reviewed for all: appia apply --all-environments --approved DIGEST, which appia plan --all-environments gives\n'
    : ''
}

/** What is to be said of the plans besides their text. */
function reportOf(all: PlannedAll): Pick<Report, 'json' | 'diagnostics' | 'workspaceDirectory'> {
  const { waves, leftOut, environments } = all
  const alike = likePlans(all).map(({ shown, alike: others }) => [shown, ...others].map(environmentOf))
  const directory = environments.flatMap(({ planned }) =>
    planned instanceof Error ? [] : [planned.directory],
  )[0]
  return {
    json: {
      ...{ waves, leftOut, digest: approvedDigest(all) ?? null, alike },
      environments: Object.fromEntries(
        environments.map(({ environment, planned }) => [
          environment,
          planned instanceof Error ? errorOf(planned) : { plan: planned.plan ?? null },
        ]),
      ),
    },
    diagnostics: diagnosticsOf(all),
    ...(directory !== undefined && { workspaceDirectory: directory }),
  }
}

function environmentOf({ plan }: SoundPlan): string {
  return plan.environment
}

function errorOf({ message, help, exitCode }: Failure): object {
  return { error: { message, help: help ?? null }, exitCode }
}

/** What every environment says is said once, anything else with the name of its environment. */
function diagnosticsOf({ environments }: PlannedAll): Diagnostic[] {
  const all = environments.flatMap(({ environment, planned }) =>
    planned instanceof Error ? [] : [{ environment, diagnostics: planned.diagnostics }],
  )
  const said = new Map<string, { readonly diagnostic: Diagnostic; readonly by: string[] }>()
  for (const { environment, diagnostics } of all) {
    for (const diagnostic of diagnostics) {
      const name = canonicalJson(JSON.parse(JSON.stringify(diagnostic)) as JsonValue) // plain data
      const known = said.get(name) ?? { diagnostic, by: [] }
      known.by.push(environment)
      said.set(name, known)
    }
  }
  return [...said.values()].map(({ diagnostic, by }) =>
    by.length === all.length
      ? diagnostic
      : { ...diagnostic, message: `${by.join(', ')}: ${diagnostic.message}` },
  )
}

/** Undefined where every environment has a plan that can be applied. */
function unsoundExitCode({ environments }: PlannedAll): ExitCode | undefined {
  const [first] = environments.flatMap(({ planned }) =>
    planned instanceof Error ? [planned.exitCode] : isSound(planned) ? [] : [notPlannedExitCode(planned)],
  )
  return first
}
