import {
  type AppliedResult,
  type ApplyResult,
  exitCodeOf,
  type NothingToApply,
  type NothingToResume,
} from '../../app/apply/index.ts'
import { commandSpeller } from '../../app/index.ts'
import type { Rollout } from '../../app/rollout/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Invocation, Report } from '../command.ts'
import { type OutcomeView, renderOutcome } from '../render/outcome.ts'
import { renderPlanDifferences } from '../render/plan/plan-differences.ts'
import { renderReviewedPlan } from '../render/plan/reviewed-plan.ts'
import { renderCanary, renderRollout, rolloutExitCode } from '../render/rollout.ts'
import { notPlannedReport } from './not-planned.ts'

/** What came of asking for an apply or a rollback. */
export async function applyReport(result: ApplyResult, invocation: Invocation): Promise<Report> {
  switch (result.kind) {
    case 'outcomes':
      return outcomesReport(result, invocation)
    case 'nothing-to-apply':
      return nothingToApply(result, invocation)
    case 'not-planned':
      return await notPlannedReport(result.planned, invocation)
    case 'not-approved':
      return await notApproved(result, invocation)
    case 'wrong-target':
      return { exitCode: exitCodes.conflict, text: '', json: {}, diagnostics: result.diagnostics }
    default:
      return result satisfies never
  }
}

/** What came of looking into the journals. */
export function resumeReport(result: AppliedResult | NothingToResume, invocation: Invocation): Report {
  return result.kind === 'outcomes' ? outcomesReport(result, invocation) : nothingToResume(result, invocation)
}

/** The exit code is that of the first apply that did not succeed. */
function outcomesReport(
  { outcomes, environment, storeName, diagnostics = [], rollout, awaits, canary }: AppliedResult,
  invocation: Invocation,
): Report {
  const failed = outcomes.find((outcome) => exitCodeOf(outcome) !== exitCodes.done)
  const view = { storeName, spell: commandSpeller(invocation, environment) }
  const text =
    outcomes.map((outcome) => renderOutcome(outcome, view)).join('') + awaitsText(awaits, outcomes, view)
  const tried = canary === undefined ? '' : renderCanary(canary.node, canary.rollout, view)
  const triedCode = canary === undefined ? exitCodes.done : rolloutExitCode(canary.rollout)
  const exitCode = failed === undefined ? triedCode : exitCodeOf(failed)
  return withRollout(
    {
      exitCode,
      text: text + tried,
      json: { outcomes, ...(awaits && { awaits }), ...(canary && { canary }) },
      diagnostics,
    },
    rollout,
    view,
  )
}

function awaitsText(
  awaits: AppliedResult['awaits'],
  [outcome]: AppliedResult['outcomes'],
  { spell }: OutcomeView,
): string {
  if (awaits === undefined || outcome?.kind !== 'applied') return ''
  return `  taken back unless it is confirmed within ${awaits.seconds} s: ${spell(`confirm ${outcome.seq}`)}\n`
}

function nothingToApply({ plan, restored, rollout }: NothingToApply, invocation: Invocation): Report {
  const outcomes = [{ kind: 'nothing-to-do', revision: plan.baseRevision }]
  const text = restored.map((prefix) => `written again, as its pointer names it: ${prefix}\n`).join('')
  const view = { storeName: '', spell: commandSpeller(invocation, plan.environment) }
  return withRollout({ exitCode: exitCodes.done, text, json: { plan, outcomes, restored } }, rollout, view)
}

/** What came of the apply itself comes first; whether it is run, only where it stands. */
function withRollout(report: Report, rollout: Rollout | undefined, view: OutcomeView): Report {
  if (rollout === undefined) return report
  const exitCode = report.exitCode === exitCodes.done ? rolloutExitCode(rollout) : report.exitCode
  const text = report.text + renderRollout(rollout, view)
  return { ...report, exitCode, text, json: { ...report.json, rollout } }
}

async function notApproved(
  { reviewed, approved, differences }: ApplyResult & { readonly kind: 'not-approved' },
  invocation: Invocation,
): Promise<Report> {
  const { plan } = reviewed
  const shown =
    differences === undefined
      ? await renderReviewedPlan(reviewed, invocation)
      : renderPlanDifferences(differences)
  const why = `\nnot applied: the plan now has digest ${plan.digest.slice(0, 8)}, approved is ${approved.slice(0, 8)}\n`
  return {
    exitCode: exitCodes.conflict,
    text: `${shown}${why}`,
    json: { plan, differences: differences ?? null },
  }
}

/** Says which environments have something, so that a misspelt name is not taken for good news. */
function nothingToResume({ elsewhere }: NothingToResume, { environment }: Invocation): Report {
  const text =
    elsewhere.length === 0
      ? 'nothing to resume: the journal is empty\n'
      : `nothing to resume in ${environment}; an apply of unknown outcome is in ${elsewhere.join(', ')}\n`
  return { exitCode: exitCodes.done, text, json: { outcomes: [] } }
}
