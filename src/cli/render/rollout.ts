import { exitCodeOf } from '../../app/apply/index.ts'
import type { MemberStanding, Rollout, TakenBack } from '../../app/rollout/index.ts'
import { type ExitCode, exitCodes } from '../../model/index.ts'
import { type OutcomeView, renderOutcome } from './outcome.ts'
import { plural } from './text/diagnostics.ts'
import { escapeText } from './text/plain-text.ts'

/** How waiting for members ended, a line for each that does not run what was applied, and what to do next. */
export function renderRollout(rollout: Rollout, view: OutcomeView): string {
  const { ended, members, takenBack } = rollout
  const late = members.filter(({ state }) => state !== 'runs')
  if (ended === 'all-run') return `${allRunText(members.length)}\n`
  const lines = late.map((member) => `  ${memberLine(member)}`)
  const known = knownText(rollout)
  const head = ended === 'interrupted' ? `interrupted while waiting: ${known}` : known
  return [head, ...lines, takenBack === undefined ? standsText(view) : takenBackText(takenBack, view)].join(
    '\n',
  )
}

/** What came of trying a plan on one node first, where it did not come to the others. */
export function renderCanary(node: string, rollout: Rollout, view: OutcomeView): string {
  const { ended, members, takenBack } = rollout
  const late = members.filter(({ state }) => state !== 'runs').map((member) => `  ${memberLine(member)}`)
  const on = escapeText(node)
  const head = {
    'all-run': `it ran on ${on}, but did not come to the others`,
    expired: `not applied: tried on ${on}, where ${knownText(rollout)}`,
    interrupted: `interrupted while it was tried on ${on}, not applied to the others`,
  }[ended]
  return [head, ...late, takenBack === undefined ? '' : takenBackText(takenBack, view)].join('\n')
}

/** 0 where everybody runs it, or what was to be waited for; 1 where it was taken back: it stands no longer. */
export function rolloutExitCode({ ended, takenBack }: Rollout): ExitCode {
  if (ended === 'all-run') return exitCodes.done
  if (ended === 'interrupted') return exitCodes.interrupted
  return takenBack !== undefined && isTakenBack(takenBack) ? exitCodes.error : exitCodes.notRunning
}

function isTakenBack(takenBack: TakenBack): boolean {
  return takenBack.kind === 'outcome' && exitCodeOf(takenBack.outcome) === exitCodes.done
}

function allRunText(count: number): string {
  return count === 0
    ? 'nobody to wait for: no member reads what was changed'
    : `${count === 1 ? '1 member runs' : `all ${count} members run`} it`
}

function knownText({ members, problem }: Rollout): string {
  return problem === undefined ? countText(members) : `it is not known who runs it: ${problem}`
}

function countText(members: readonly MemberStanding[]): string {
  const running = members.filter(({ state }) => state === 'runs').length
  return `${running} of ${plural(members.length, 'member')} ${running === 1 ? 'runs' : 'run'} it`
}

function memberLine({ member, reason }: MemberStanding): string {
  return escapeText(`${member}: ${reason ?? ''}`)
}

function standsText({ spell }: OutcomeView): string {
  return `  what was applied stands; see the members: ${spell('status')}\n  to take it back: ${spell('rollback')}\n`
}

function takenBackText(takenBack: TakenBack, view: OutcomeView): string {
  switch (takenBack.kind) {
    case 'outcome':
      return isTakenBack(takenBack)
        ? `taken back: ${renderOutcome(takenBack.outcome, view)}`
        : `not taken back, it stands\n${renderOutcome(takenBack.outcome, view)}`
    case 'not-planned':
      return `not taken back, it stands: ${takenBack.diagnostics.map(({ message }) => message).join('; ')}\n  ${view.spell('rollback')}\n`
    case 'failed':
      return `not taken back, it stands: ${escapeText(takenBack.problem)}\n  ${view.spell('rollback')}\n`
    default:
      return takenBack satisfies never
  }
}
