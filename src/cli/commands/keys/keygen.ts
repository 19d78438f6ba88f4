import { createIdentity } from '../../../app/rotation/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command } from '../../command.ts'

export const keygen: Command = {
  name: 'keygen',
  summary: 'make the identity of a member, on the node that uses it; prints the recipient',
  usage: 'COMPONENT@NODE [--out FILE] [--post-quantum]',
  details: `Writes an age identity (X25519) that only its owner may read, and prints the recipient that goes into
configs/rotation.ts, or into recipients of an environment. The identity never leaves this node; there is no copy. Never
overwrites a file (exit 7). With --post-quantum it is a hybrid of ML-KEM-768 and X25519, whose recipient begins with
age1pq1: nobody opens later, with a quantum computer, what is recorded today. One sealed text is for recipients of one
kind only.`,
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      description: 'where the identity goes; default COMPONENT@NODE.identity',
    },
    'post-quantum': { type: 'boolean', description: 'a post-quantum hybrid identity' },
  },
  positionals: [1, 1],
  async run(invocation) {
    const [member = ''] = invocation.positionals
    const out = invocation.options.text('out')
    const isPostQuantum = invocation.options.flag('post-quantum')
    const created = await createIdentity(
      { member, isPostQuantum, ...(out !== undefined && { file: out }) },
      invocation,
    )
    const text = [
      `identity written to ${created.file} (mode 0400); keep it on this node`,
      'into configs/rotation.ts (members), or an environment (recipients), by pull request:',
      `  '${member}': '${created.recipient}',`,
      '',
    ].join('\n')
    return { exitCode: exitCodes.done, text, json: created }
  },
}
