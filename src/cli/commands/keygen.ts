import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Failure, usageFailure } from '../../app/index.ts'
import { exitCodes } from '../../model/index.ts'
import { createIdentityFile } from '../../rotation/index.ts'
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
  async run({ positionals, options, directory }) {
    const [member = ''] = positionals
    if (!/^[a-z][a-z0-9-]*@[A-Za-z0-9][A-Za-z0-9._-]*$/.test(member)) {
      throw usageFailure(`"${member}" is not component@node`, 'write it as in sniffer@gw-01')
    }
    const file = resolve(directory, options.text('out') ?? `${member}.identity`)
    const recipient = await writeIdentity(file)
    const text = [
      `identity written to ${file} (mode 0400); keep it on this node`,
      'into configs/rotation.ts, by pull request:',
      `  '${member}': '${recipient}',`,
      '',
    ].join('\n')
    return { exitCode: exitCodes.done, text, json: { member, recipient, file } }
  },
}

async function writeIdentity(path: string): Promise<string> {
  const { content, recipient } = createIdentityFile()
  try {
    const file = await open(path, 'wx', 0o400)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    // Node's own errors carry a code.
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST') throw new Failure(exitCodes.error, `cannot write ${path}: ${message}`)
    const help =
      'a new identity means a new recipient: move the old file away first, or name another with --out'
    throw new Failure(exitCodes.refused, `${path} exists and is not overwritten`, { help })
  } finally {
    content.fill(0)
  }
  return recipient
}
