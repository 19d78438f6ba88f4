import { applyApproved, applyFile, applySources, resumeJournal } from '../../../app/apply/index.ts'
import { usageFailure } from '../../../app/index.ts'
import type { Command, Invocation } from '../../command.ts'
import { allEnvironmentsOption } from '../../options/all-environments.ts'
import {
  carryOutOptions,
  expiredWaiverOption,
  overwriteOption,
  permissionOptions,
} from '../../options/permissions.ts'
import { rolloutOf, rolloutOptions } from '../../options/rollout.ts'
import { applyAllReport } from '../../reports/all-environments.ts'
import { applyReport, resumeReport } from '../../reports/apply-report.ts'
import { planReviewer } from '../../reports/plan-reviewer.ts'

export const apply: Command = {
  name: 'apply',
  summary: 'carry out a plan as one transaction',
  usage: '[FILE] [--digest DIGEST] [--yes] [--approved DIGEST] [--resume] [--wait[=TIME]] [--canary NODE]',
  details: `With FILE, applies that saved plan and nothing else, with --digest only if it is the one that was approved, which
protected environments ask for. What the file shows is derived again from what is live, and must be what it writes.
Without FILE, plans, shows the plan and asks.
With --approved, plans anew from the sources and applies only what has that digest; FILE then is the approved plan, to
show what differs. Where nobody can be asked, --yes is needed. After an unknown outcome (exit 9), --resume finds out
what happened and finishes it. With --wait it ends once every declared member runs what was applied, or names those that
do not; --canary and --confirm-within: docs/rollout.md. With --all-environments it plans each, then applies wave by wave,
and ends at the first that fails.`,
  options: {
    ...carryOutOptions,
    digest: {
      type: 'string',
      value: 'DIGEST',
      description: 'apply FILE only if this is its digest (64 hex digits, or the first 8 and more)',
    },
    approved: {
      type: 'string',
      value: 'DIGEST',
      description: 'plan anew, apply only under this digest (as --digest)',
    },
    resume: { type: 'boolean', description: 'find out about, and finish, applies of unknown outcome' },
    'allow-older': {
      type: 'boolean',
      description: 'apply sources of a commit older than the one applied last',
    },
    ...rolloutOptions,
    ...overwriteOption,
    ...expiredWaiverOption,
    all: { type: 'boolean', description: 'show also values that nothing reads' },
    diff: { type: 'boolean', description: 'add a unified diff under each key' },
    ...allEnvironmentsOption,
    ...permissionOptions,
  },
  completes: 'file',
  positionals: [0, 1],
  writes: true,
  async run(invocation) {
    if (invocation.options.flag('all-environments')) return await applyAllReport(invocation)
    const [file] = invocation.positionals
    const approved = invocation.options.text('approved')
    const reviewer = planReviewer(invocation)
    const rollout = rolloutOf(invocation.options)
    const digest = invocation.options.text('digest')
    if (digest !== undefined && (file === undefined || approved !== undefined))
      throw usageFailure(
        '--digest says which FILE was approved',
        'to plan anew under a digest: --approved DIGEST',
      )
    if (invocation.options.flag('resume')) {
      if (file !== undefined) throw usageFailure('--resume takes no FILE: the journal has the plans')
      if (Object.keys(rollout).length > 0)
        throw usageFailure(
          '--resume takes no --wait, --or-rollback or --confirm-within',
          'what was asked for when it was sent counts; wait afterwards: appia apply --wait',
        )
      return resumeReport(await resumeJournal(invocation), invocation)
    }
    if (approved !== undefined) {
      const request = { digest: approved, rollout, ...(file !== undefined && { file }) }
      return await applyReport(await applyApproved(request, invocation, reviewer), invocation)
    }
    if (file === undefined)
      return await applyReport(await applySources(invocation, reviewer, rollout), invocation)
    refuseLatePermissions(invocation)
    return await applyReport(await applyFile({ file, digest, rollout }, invocation, reviewer), invocation)
  },
}

/** A saved plan is what was reviewed: what it may do was said when it was made. */
function refuseLatePermissions({ options }: Invocation): void {
  const late = ['diff', ...Object.keys(permissionOptions)].find(
    (name) => options.flag(name) || options.text(name) !== undefined || options.list(name).length > 0,
  )
  if (late === undefined) return
  throw usageFailure(
    `--${late} comes too late for a saved plan`,
    `say it when the plan is made: appia plan -o FILE --${late} …`,
  )
}
