import { hostname, userInfo } from 'node:os'
import type { Author } from '../../apply/index.ts'
import type { Context } from '../context.ts'

/** Who applies, for the history: the CI job's actor or user@host. */
export function authorOf({ message, variables }: Context): Author {
  const actor = variables.GITHUB_ACTOR ?? variables.GITLAB_USER_LOGIN ?? variables.APPIA_ACTOR
  return {
    who: actor ?? `${userName()}@${hostname()}`,
    ...(message === undefined ? {} : { message }),
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
