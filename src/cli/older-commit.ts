import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { readNewestApply } from '../apply/index.ts'
import { exitCodes } from '../model/index.ts'
import type { Invocation } from './command.ts'
import { Failure } from './failure.ts'
import { headCommit } from './identity.ts'
import type { OpenStore } from './with-environment.ts'

/**
 * Refuses sources of a commit that is an ancestor of the one applied last: a pipeline that runs again would take
 * back newer work. Where git does not know one of the two, nothing is said.
 */
export async function refuseOlderCommit(open: OpenStore, { options }: Invocation): Promise<void> {
  if (options.flag('allow-older')) return
  const newest = await readNewestApply(open.store, open.environment.prefix)
  const head = await headCommit(open.directory)
  const applied = newest?.commit
  if (applied === undefined || head === undefined || applied === head) return
  if (!(await isAncestor(head, applied, open.directory))) return
  throw new Failure(
    exitCodes.refused,
    `these sources are of commit ${head.slice(0, 7)}, older than ${applied.slice(0, 7)}, applied as @${newest?.seq}`,
    { help: 'take the newest commit; to go back, use appia rollback, or say --allow-older' },
  )
}

async function isAncestor(older: string, newer: string, directory: string): Promise<boolean> {
  try {
    await promisify(execFile)('git', ['merge-base', '--is-ancestor', older, newer], { cwd: directory })
    return true
  } catch {
    return false
  }
}
