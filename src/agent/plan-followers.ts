import { planFiles } from './files/index.ts'
import type { FollowerPlan } from './followers/index.ts'
import type { AgentSettings } from './settings/settings.ts'

/** What one agent is asked to keep. Throws `AgentError` for what it cannot begin with. */
export async function planFollowers(request: {
  readonly component: string
  readonly settings: AgentSettings
}): Promise<readonly FollowerPlan[]> {
  const { settings } = request
  return [await planFiles(settings, request)]
}
