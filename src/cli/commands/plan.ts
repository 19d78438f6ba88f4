import {
  applyCommand,
  describeStore,
  type PlannedEnvironment,
  planEnvironment,
  savePlan,
  usageFailure,
  withCompiledEnvironment,
} from '../../app/index.ts'
import { exitCodes, hasErrors, type Plan } from '../../model/index.ts'
import { encodePlan } from '../../plan/index.ts'
import type { Command, Invocation, Report } from '../command.ts'
import { permissionOptions } from '../options/permissions.ts'
import { diffChanges } from '../render/plan-diff.ts'
import { renderPlan } from '../render/plan-text.ts'

export const plan: Command = {
  name: 'plan',
  summary: 'show what an apply would change, bound to the live versions of what it changes',
  usage: '[-o FILE] [--diff] [--all] [--detailed-exitcode]',
  details:
    'Reads the store, writes nothing to it. A saved plan is what `appia apply FILE` applies, and nothing else.',
  options: {
    out: { type: 'string', short: 'o', value: 'FILE', description: 'save the plan for `appia apply FILE`' },
    diff: { type: 'boolean', description: 'add a unified diff under each key' },
    all: {
      type: 'boolean',
      description: 'also values that nothing reads, each value of new keys, and long values whole',
    },
    format: { type: 'string', value: 'FORMAT', description: 'text (default) or json' },
    'detailed-exitcode': { type: 'boolean', description: 'exit 2 when there is something to change' },
    ...permissionOptions,
  },
  positionals: [0, 0],
  async run(invocation) {
    const format = formatOf(invocation)
    return await withCompiledEnvironment(invocation, async (open) => {
      const planned = await planEnvironment(open, invocation)
      if (planned.plan === undefined || hasErrors(planned.diagnostics)) return refusal(planned, invocation)
      const file = invocation.options.text('out')
      if (file !== undefined) await savePlan(planned.plan, file, invocation)
      const view = await planView(planned, { invocation, ...(file === undefined ? {} : { file }) })
      const text = format === 'json' ? encodePlan(planned.plan) : renderPlan(planned.plan, view)
      return {
        exitCode: changesExitCode(planned.plan, invocation),
        text,
        json: { plan: planned.plan },
        diagnostics: planned.diagnostics,
        workspaceDirectory: open.directory,
      }
    })
  },
}

function formatOf(invocation: Invocation): 'text' | 'json' {
  const format = invocation.options.text('format') ?? 'text'
  if (format === 'text' || format === 'json') return format
  throw usageFailure(`--format takes text or json, not "${format}"`)
}

/** What the renderer needs besides the plan. */
export async function planView(
  planned: PlannedEnvironment,
  context: { readonly invocation: Invocation; readonly file?: string },
) {
  const { options, terminal, now } = context.invocation
  return {
    paint: terminal.paint,
    now: now(),
    showAll: options.flag('all'),
    storeName: describeStore(planned.store, planned.directory),
    ...(planned.lastApply === undefined ? {} : { lastApply: planned.lastApply }),
    ...(context.file === undefined ? {} : { next: applyCommand(context.file, context.invocation) }),
    ...(options.flag('diff') ? { diffs: await diffChanges(planned) } : {}),
  }
}

/** The plan as far as it goes, and why it cannot be applied. */
export async function refusal(planned: PlannedEnvironment, invocation: Invocation): Promise<Report> {
  const text =
    planned.plan === undefined ? '' : renderPlan(planned.plan, await planView(planned, { invocation }))
  const codes = new Set(
    planned.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  )
  const isOnly = (...expected: string[]) => [...codes].every((code) => expected.includes(code))
  const needsPermission = isOnly('takes-over', 'delete-protection', 'withdrawn-value')
  const exitCode = codes.has('permission-unmatched')
    ? exitCodes.usage
    : needsPermission
      ? exitCodes.refused
      : isOnly('wrong-owner', 'stale-plan')
        ? exitCodes.conflict
        : exitCodes.invalid
  const { diagnostics, directory } = planned
  return { exitCode, text, json: { plan: planned.plan ?? null }, diagnostics, workspaceDirectory: directory }
}

function changesExitCode(made: Plan, invocation: Invocation) {
  const isDetailed = invocation.options.flag('detailed-exitcode')
  return isDetailed && made.changes.length > 0 ? exitCodes.changes : exitCodes.done
}
