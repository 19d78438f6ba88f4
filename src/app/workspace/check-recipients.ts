import { type Diagnostic, type Environment, holdsPrivateKey } from '../../model/index.ts'
import { isRecipient } from '../../rotation/index.ts'

/** What is wrong with the recipients that an environment names itself; those of the rotation policy are checked with it. */
export function checkRecipients({ name, recipients = {} }: Environment): Diagnostic[] {
  return Object.entries(recipients).flatMap(([member, recipient]) => {
    const message = problemOf(member, recipient)
    if (message === undefined) return []
    return [
      {
        code: 'recipient-invalid',
        severity: 'error',
        message: `recipients of environment ${name}: ${message}`,
        help: `run appia keygen ${isMember(member) ? member : 'COMPONENT@NODE'} on its node and put the recipient it prints here`,
      },
    ]
  })
}

function problemOf(member: string, recipient: string): string | undefined {
  if (!isMember(member)) return `${JSON.stringify(member)} is not component@node`
  if (isRecipient(recipient)) return undefined
  return holdsPrivateKey(recipient)
    ? `${member} has a private identity (not shown) in the place of its recipient: whoever reads this file can open its secrets`
    : `${member} has no valid age recipient`
}

function isMember(text: string): boolean {
  return /^[a-z0-9_-]+@[A-Za-z0-9._-]+$/.test(text)
}
