import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { readNewestCommit } from '../../apply/index.ts'
import { exitCodes, type Plan } from '../../model/index.ts'
import type { Context } from '../context.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { Failure } from '../failure.ts'
import { bareCommit, shortCommit } from '../workspace/commit-name.ts'

/**
 * Refuses a plan made from a commit that is an ancestor of the one applied last: a pipeline that runs again would take
 * back newer work. Where git does not know one of the two, nothing is said.
 */
export async function refuseOlderCommit(
  { commit }: Plan,
  open: OpenStore,
  { permissions }: Context,
): Promise<void> {
  if (permissions.isOlderAllowed || commit === undefined) return
  const newest = await readNewestCommit(open.store, open.environment)
  const applied = newest?.commit
  if (applied === undefined || bareCommit(applied) === bareCommit(commit)) return
  if (!(await isAncestor(bareCommit(commit), bareCommit(applied), open.directory))) return
  throw new Failure(
    exitCodes.refused,
    `these sources are of commit ${shortCommit(commit)}, older than ${shortCommit(applied)}, applied as @${newest?.seq}`,
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
