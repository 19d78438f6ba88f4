import { isSound, type SoundPlan } from '../../../app/plan/index.ts'
import type { PlannedAll } from '../../../app/waves/index.ts'
import { changesDigest } from '../../../plan/index.ts'

/** Plans that do the same, each in its environment; the first one is shown for all. */
export interface LikePlans {
  readonly shown: SoundPlan
  readonly alike: readonly SoundPlan[]
}

/** Those that can be applied, by what they do, in the order of their first environment. */
export function likePlans({ environments }: Pick<PlannedAll, 'environments'>): LikePlans[] {
  const groups = new Map<string, SoundPlan[]>()
  for (const { planned } of environments) {
    if (planned instanceof Error || !isSound(planned)) continue
    const name = changesDigest(planned.plan)
    groups.set(name, [...(groups.get(name) ?? []), planned])
  }
  return [...groups.values()].flatMap(([shown, ...alike]) => (shown === undefined ? [] : [{ shown, alike }]))
}
