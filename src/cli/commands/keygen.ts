import { createIdentity } from '../../app/rotation/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Command } from '../command.ts'

export const keygen: Command = {
  name: 'keygen',
  summary: 'make the identity of a member, on the node that uses it; prints the recipient',
  usage: 'COMPONENT@NODE [--out FILE]',
  details: `Writes an age identity (X25519) that only its owner may read, and prints the recipient that goes into
configs/rotation.ts. The identity never leaves this node; there is no copy. Never overwrites a file (exit 7).`,
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      description: 'where the identity goes; default COMPONENT@NODE.identity',
    },
  },
  positionals: [1, 1],
  async run(invocation) {
    const [member = ''] = invocation.positionals
    const out = invocation.options.text('out')
    const created = await createIdentity({ member, ...(out !== undefined && { file: out }) }, invocation)
    const text = [
      `identity written to ${created.file} (mode 0400); keep it on this node`,
      'into configs/rotation.ts, by pull request:',
      `  '${member}': '${created.recipient}',`,
      '',
    ].join('\n')
    return { exitCode: exitCodes.done, text, json: created }
  },
}
