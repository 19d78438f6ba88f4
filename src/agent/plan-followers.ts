import { planMaps } from './bpf/index.ts'
import { planFiles } from './files/index.ts'
import { planFirewall } from './firewall/index.ts'
import { planFolders } from './folders/index.ts'
import type { FollowerPlan } from './followers/index.ts'
import { planKeys } from './keys/index.ts'
import type { AgentSettings } from './settings/settings.ts'

/** What one agent is asked to keep. Throws `AgentError` for what it cannot begin with. */
export async function planFollowers(
  settings: AgentSettings,
  component: string,
): Promise<readonly FollowerPlan[]> {
  const plans = await Promise.all([
    planFiles(settings, component),
    planFolders(settings, component),
    planMaps(settings),
    planKeys(settings),
    planFirewall(settings),
  ])
  return plans.filter((plan) => plan !== undefined)
}
