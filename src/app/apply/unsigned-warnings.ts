import type { ApplyOutcome } from '../../apply/index.ts'
import type { Diagnostic } from '../../model/index.ts'
import type { SpellCommand } from '../spell-command.ts'

/** What to say of documents that were applied otherwise than somebody signed them. */
export function unsignedWarnings(outcome: ApplyOutcome, spell: SpellCommand): Diagnostic[] {
  if (outcome.kind !== 'applied' || outcome.unsigned === undefined) return []
  return [
    {
      code: 'not-as-signed',
      severity: 'warning',
      message: `others have written, since it was signed, in what the plan leaves to them: ${outcome.unsigned.join(', ')}`,
      help: `agents that ask for signatures take it once it is signed as it stands: ${spell('sign --applied --key KEYFILE')}`,
    },
  ]
}
