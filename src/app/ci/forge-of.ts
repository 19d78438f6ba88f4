import type { Context } from '../context.ts'
import { usageFailure } from '../failure.ts'

/** Forges whose comments we write. */
export const forgeNames = ['github', 'gitlab'] as const

export type ForgeName = (typeof forgeNames)[number]

/** The forge that was named, else the one whose job this is. */
export function forgeOf(named: string | undefined, { variables }: Pick<Context, 'variables'>): ForgeName {
  const found = forgeNames.find((each) => each === named)
  if (found !== undefined) return found
  if (named !== undefined) throw usageFailure(`--forge takes ${forgeNames.join(' or ')}, not "${named}"`)
  if (variables.GITLAB_CI) return 'gitlab'
  if (variables.GITHUB_ACTIONS) return 'github'
  throw usageFailure(
    'this is no job of GitHub Actions or GitLab CI: which forge is meant?',
    'say it: --forge github, with GITHUB_REPOSITORY and GITHUB_TOKEN; or --forge gitlab, with CI_API_V4_URL, CI_PROJECT_ID and GITLAB_TOKEN',
  )
}
