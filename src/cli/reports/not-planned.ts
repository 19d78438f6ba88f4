import type { PlannedEnvironment } from '../../app/plan/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Invocation, Report } from '../command.ts'
import { renderReviewedPlan } from '../render/plan/reviewed-plan.ts'

/** The plan as far as it goes, and why it cannot be applied. */
export async function notPlannedReport(
  { plan, ...planned }: PlannedEnvironment,
  invocation: Invocation,
): Promise<Report> {
  const text = plan === undefined ? '' : await renderReviewedPlan({ ...planned, plan }, invocation)
  const codes = new Set(
    planned.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  )
  const isOnly = (...expected: string[]) => [...codes].every((code) => expected.includes(code))
  const needsPermission = isOnly('takes-over', 'delete-protection', 'withdrawn-value')
  const exitCode = codes.has('permission-unmatched')
    ? exitCodes.usage
    : needsPermission
      ? exitCodes.refused
      : isOnly('wrong-owner', 'owned-elsewhere', 'stale-plan')
        ? exitCodes.conflict
        : exitCodes.invalid
  const { diagnostics, directory } = planned
  return { exitCode, text, json: { plan: plan ?? null }, diagnostics, workspaceDirectory: directory }
}
