import { execFile } from 'node:child_process'
import { hostname, userInfo } from 'node:os'
import { promisify } from 'node:util'
import type { Identity } from '../apply/index.ts'
import type { Invocation } from './command.ts'
import { isWorkspace } from './find-workspace.ts'

/** Who applies, for the history: the CI job's actor or user@host, and the commit of the workspace if it has one. */
export async function identityOf(directory: string, { options, variables }: Invocation): Promise<Identity> {
  const commit = await headCommit(directory)
  const message = options.text('message')
  const actor = variables.GITHUB_ACTOR ?? variables.GITLAB_USER_LOGIN ?? variables.APPIA_ACTOR
  return {
    who: actor ?? `${userName()}@${hostname()}`,
    ...(commit === undefined ? {} : { commit }),
    ...(message === undefined ? {} : { message }),
  }
}

/**
 * The commit of the workspace that is checked out. Undefined where there is no workspace, outside a repository, in one
 * without commits, and where git is not installed.
 */
export async function headCommit(directory: string): Promise<string | undefined> {
  if (!isWorkspace(directory)) return undefined
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: directory })
    return stdout.trim()
  } catch {
    return undefined
  }
}

/** A user without an entry in the password file has a number only. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}
