import type { FollowedStatus } from '../../client/index.ts'

/** How often a component was made to take something up, and when last. */
export type Reloaded = Required<Pick<FollowedStatus, 'reloads'>> & Pick<FollowedStatus, 'reloaded_at'>

export const neverReloaded: Reloaded = { reloads: 0 }

/** Once more, now. */
export function reloadedAgain({ reloads }: Reloaded): Reloaded {
  return { reloads: reloads + 1, reloaded_at: new Date().toISOString() }
}
