import type { ApplyOutcome } from '../../apply/index.ts'
import { type Diagnostic, defaultKeepApplies, type Plan } from '../../model/index.ts'
import type { SpellCommand } from '../spell-command.ts'

/** What to say of a history that keeps more than it is to. */
export function historyWarnings(
  outcome: ApplyOutcome,
  { keepApplies: keep = defaultKeepApplies }: Plan,
  spell: SpellCommand,
): Diagnostic[] {
  if (outcome.kind !== 'applied' || outcome.history === undefined) return []
  const { history } = outcome
  const help = `remove it by hand: ${spell(`history --trim ${keep}`)}`
  const warning = { code: 'history-remains', severity: 'warning', help } as const
  switch (history.kind) {
    case 'short':
    case 'trimmed':
      return []
    case 'remains':
      return [
        {
          ...warning,
          message: `${history.applies} applies more than the ${keep} to keep are in the history`,
        },
      ]
    case 'failed':
      return [{ ...warning, message: `the history was not trimmed to ${keep} applies: ${history.problem}` }]
    default:
      return history satisfies never
  }
}
