import { canonicalJson, type Plan, sha256 } from '../../model/index.ts'
import type { Failure } from '../failure.ts'
import { isSound, type PlannedEnvironment, type SoundPlan } from '../plan/reviewed-plan.ts'
import type { WorkspaceWaves } from './waves-of.ts'

/** A plan for each environment, or why there is none. */
export interface PlannedAll extends WorkspaceWaves {
  /** In the order in which they are applied. */
  readonly environments: readonly PlannedOne[]
}

export interface PlannedOne {
  readonly environment: string
  readonly wave: number
  /** A failure: its etcd is away, or it does not take such a plan. */
  readonly planned: PlannedEnvironment | Failure
}

/** The plans, by environment; undefined where not all of them can be applied. */
export function soundPlans({ environments }: PlannedAll): ReadonlyMap<string, SoundPlan> | undefined {
  const sound = new Map<string, SoundPlan>()
  for (const { environment, planned } of environments) {
    if (planned instanceof Error || !isSound(planned)) return undefined
    sound.set(environment, planned)
  }
  return sound
}

/** What is approved for all environments at once, 64 hex digits: their names and the digests of their plans. */
export function digestOfAll(plans: Iterable<Pick<Plan, 'environment' | 'digest'>>): string {
  return sha256(canonicalJson(Object.fromEntries([...plans].map((each) => [each.environment, each.digest]))))
}
