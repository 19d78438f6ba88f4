import { hostname, userInfo } from 'node:os'
import type { Context } from '../../app/index.ts'

/** Who runs this command, for the history: the CI job's actor or user@host. */
export function userOf(variables: Context['variables']): string {
  const actor = variables.GITHUB_ACTOR ?? variables.GITLAB_USER_LOGIN ?? variables.APPIA_ACTOR
  return actor ?? `${userName()}@${hostname()}`
}

/** A user without an entry in the password file has a number only. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}
