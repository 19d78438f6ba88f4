import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { exitCodes } from '../../model/index.ts'
import { createHybridIdentityFile, createIdentityFile, type NewIdentity } from '../../rotation/index.ts'
import type { Context } from '../context.ts'
import { Failure, usageFailure } from '../failure.ts'

/** A member's new identity: where it is, and what others seal for. */
export interface CreatedIdentity {
  readonly member: string
  readonly recipient: string
  /** Absolute. */
  readonly file: string
}

/** Makes the identity of a member (`sniffer@gw-01`) in a file that only its owner may read; never overwrites one. */
export async function createIdentity(
  {
    member,
    file,
    isPostQuantum = false,
  }: { readonly member: string; readonly file?: string; readonly isPostQuantum?: boolean },
  { directory }: Context,
): Promise<CreatedIdentity> {
  if (!/^[a-z][a-z0-9-]*@[A-Za-z0-9][A-Za-z0-9._-]*$/.test(member)) {
    throw usageFailure(`"${member}" is not component@node`, 'write it as in sniffer@gw-01')
  }
  const path = resolve(directory, file ?? `${member}.identity`)
  const created = isPostQuantum ? await createHybridIdentityFile() : createIdentityFile()
  return { member, recipient: await writeIdentity(path, created), file: path }
}

async function writeIdentity(path: string, { content, recipient }: NewIdentity): Promise<string> {
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
