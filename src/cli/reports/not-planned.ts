import type { PlannedEnvironment } from '../../app/plan/index.ts'
import { type ExitCode, exitCodes } from '../../model/index.ts'
import type { Invocation, Report } from '../command.ts'
import { missingMarkdown, renderReviewedPlan, reviewedMarkdown } from '../render/plan/reviewed-plan.ts'

/** The plan as far as it goes, and why it cannot be applied. */
export async function notPlannedReport(
  planned: PlannedEnvironment,
  invocation: Invocation,
  { format = 'text' }: { readonly format?: string } = {},
): Promise<Report> {
  const { plan } = planned
  const text = await textOf(planned, format, invocation)
  const exitCode = notPlannedExitCode(planned)
  const { diagnostics, directory } = planned
  return { exitCode, text, json: { plan: plan ?? null }, diagnostics, workspaceDirectory: directory }
}

/** By what keeps the plan from being applied. */
export function notPlannedExitCode({ diagnostics }: Pick<PlannedEnvironment, 'diagnostics'>): ExitCode {
  const codes = new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code))
  const isOnly = (...expected: string[]) => [...codes].every((code) => expected.includes(code))
  const needsPermission = isOnly('takes-over', 'delete-protection', 'withdrawn-value')
  if (codes.has('permission-unmatched')) return exitCodes.usage
  if (needsPermission) return exitCodes.refused
  return isOnly('wrong-owner', 'owned-elsewhere', 'stale-plan') ? exitCodes.conflict : exitCodes.invalid
}

/** A comment and a page have the reasons in them: they stand alone. */
async function textOf(planned: PlannedEnvironment, format: string, invocation: Invocation): Promise<string> {
  const { plan } = planned
  if (plan === undefined) return format === 'markdown' ? missingMarkdown(planned, invocation) : ''
  if (format === 'html') {
    const { reviewedPage } = await import('../render/html/page-of-plan.ts')
    return await reviewedPage({ ...planned, plan }, invocation)
  }
  const render = format === 'markdown' ? reviewedMarkdown : renderReviewedPlan
  return await render({ ...planned, plan }, invocation)
}
