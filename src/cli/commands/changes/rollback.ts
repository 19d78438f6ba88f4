import { rollBack } from '../../../app/apply/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation } from '../../command.ts'
import { carryOutOptions, overwriteOption, permissionOptions } from '../../options/permissions.ts'
import { wholeNumber } from '../../options/whole-number.ts'
import { renderReviewedPlan } from '../../render/plan/reviewed-plan.ts'
import { applyReport } from '../../reports/apply-report.ts'
import { planReviewer } from '../../reports/plan-reviewer.ts'

export const rollback: Command = {
  name: 'rollback',
  summary: 'take back the newest apply, or everything after apply N, in one transaction',
  usage: '[--to N] [--leave KEY] [-o FILE] [--yes]',
  details: `Makes a plan like any other: with -o it is saved for review, otherwise shown and asked for.
Without --to, what the newest apply changed becomes what it was before, and what was changed since in other places
stays. With --to, every managed key becomes what it was after apply N, whatever was done since, inside or outside. A key
that was not managed then is given back as it was when it was taken over. Keys under /keys are never touched. The values
taken back are withdrawn: a plan that would set one of them again is refused until --unsuppress.`,
  options: {
    ...carryOutOptions,
    to: { type: 'string', value: 'N', description: 'restore the state after apply N (0: before the first)' },
    leave: {
      type: 'string',
      multiple: true,
      value: 'KEYS',
      description: 'leave these keys as they are: a list, * for a segment',
    },
    out: { type: 'string', short: 'o', value: 'FILE', description: 'save the plan instead of applying it' },
    all: { type: 'boolean', description: 'show also values that nothing reads' },
    diff: { type: 'boolean', description: 'add a unified diff under each key' },
    'allow-delete': permissionOptions['allow-delete'],
    'take-over': permissionOptions['take-over'],
    ...overwriteOption,
  },
  positionals: [0, 0],
  writes: true,
  async run(invocation) {
    const { options } = invocation
    const to = targetOf(invocation)
    const file = options.text('out')
    const request = {
      leave: options.list('leave'),
      ...(to !== undefined && { to }),
      ...(file !== undefined && { file }),
    }
    const result = await rollBack(request, invocation, planReviewer(invocation))
    if (result.kind !== 'saved') return await applyReport(result, invocation)
    const { reviewed } = result
    const text = await renderReviewedPlan(reviewed, invocation, file)
    return { exitCode: exitCodes.done, text, json: { plan: reviewed.plan } }
  },
}

/** 0 is a state too: nothing of ours. */
function targetOf({ options }: Invocation): number | undefined {
  const text = options.text('to')
  if (text === undefined) return undefined
  return text === '0' ? 0 : wholeNumber(text.replace(/^@/, ''), '--to')
}
