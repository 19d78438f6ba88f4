import { usageFailure } from '../../../app/index.ts'
import { encodePlan, isSound, planSources, type SoundPlan, sealPlan } from '../../../app/plan/index.ts'
import { exitCodes, hasChanges, type Plan } from '../../../model/index.ts'
import type { Command, Invocation } from '../../command.ts'
import { allEnvironmentsOption } from '../../options/all-environments.ts'
import { formatOf, formatOption } from '../../options/format.ts'
import { markdownOptions, refuseMarkdownOptions } from '../../options/markdown.ts'
import { permissionOptions } from '../../options/permissions.ts'
import { renderReviewedPlan, reviewedMarkdown } from '../../render/plan/reviewed-plan.ts'
import { planAllReport } from '../../reports/all-environments.ts'
import { notPlannedReport } from '../../reports/not-planned.ts'

const formats = ['text', 'markdown', 'html', 'json'] as const

export const plan: Command = {
  name: 'plan',
  summary: 'show what an apply would change, bound to the live versions of what it changes',
  usage:
    '[-o FILE [--sign KEYFILE]] [--format text|markdown|html|json] [--diff] [--all] [--resolve-secrets] [--detailed-exitcode]',
  details: `Reads the store, writes nothing to it. A saved plan is what \`appia apply FILE\` applies, and nothing else. With
--all-environments it plans each; -o then is a folder.`,
  options: {
    out: { type: 'string', short: 'o', value: 'FILE', description: 'save the plan for `appia apply FILE`' },
    sign: {
      type: 'string',
      value: 'KEYFILE',
      description: 'sign the saved plan with this Ed25519 key (PEM, or as ssh-keygen writes it)',
    },
    diff: { type: 'boolean', description: 'add a unified diff under each key' },
    all: {
      type: 'boolean',
      description: 'also values that nothing reads, each value of new keys, and long values whole',
    },
    format: formatOption(formats),
    ...markdownOptions,
    'resolve-secrets': {
      type: 'boolean',
      description: 'read the sources of secrets, and say which are others than those that are live',
    },
    'detailed-exitcode': { type: 'boolean', description: 'exit 2 when there is something to change' },
    ...allEnvironmentsOption,
    ...permissionOptions,
  },
  positionals: [0, 0],
  async run(invocation) {
    const format = formatOf(invocation, formats)
    refuseMarkdownOptions(invocation, format)
    const file = invocation.options.text('out')
    const keyFile = invocation.options.text('sign')
    if (keyFile !== undefined && file === undefined)
      throw usageFailure('--sign signs a saved plan', 'say where it goes: -o FILE')
    if (invocation.options.flag('all-environments')) return await planAllReport(invocation, format)
    const areSecretsResolved = invocation.options.flag('resolve-secrets')
    const saving = {
      ...(file !== undefined && { file }),
      ...(keyFile !== undefined && { keyFile }),
      areSecretsResolved,
    }
    const planned = await planSources(saving, invocation)
    if (!isSound(planned)) return await notPlannedReport(planned, invocation, { format })
    const { plan: made, diagnostics, directory } = planned
    return {
      exitCode: changesExitCode(made, invocation),
      text: await textOf(planned, format, invocation),
      json: { plan: made },
      diagnostics,
      workspaceDirectory: directory,
    }
  },
}

async function textOf(
  planned: SoundPlan,
  format: (typeof formats)[number],
  invocation: Invocation,
): Promise<string> {
  const file = invocation.options.text('out')
  if (format === 'json') return encodePlan(sealPlan(planned.plan))
  if (format === 'html') {
    const { reviewedPage } = await import('../../render/html/page-of-plan.ts')
    return await reviewedPage(planned, invocation, file)
  }
  const render = format === 'markdown' ? reviewedMarkdown : renderReviewedPlan
  return await render(planned, invocation, file)
}

function changesExitCode(made: Plan, invocation: Invocation) {
  const isDetailed = invocation.options.flag('detailed-exitcode')
  return isDetailed && hasChanges(made) ? exitCodes.changes : exitCodes.done
}
