import {
  type AuthoredChannel,
  type Diagnostic,
  type Environment,
  hasErrors,
  type LeafLookup,
  type Live,
  type Plan,
} from '../../model/index.ts'
import type { SecretValues } from '../../templates/index.ts'

/** A plan, with what a reviewer is told besides. */
export interface ReviewedPlan {
  readonly plan: Plan
  /** `etcd 127.0.0.1:2379` */
  readonly storeName: string
  readonly lastApply?: { readonly seq: number; readonly commit?: string }
  /** It was read from a file: places and effects of its leaves are as the file has them. */
  readonly isFromFile?: boolean
  /** Names of signers whose signature was verified. */
  readonly signedBy?: readonly string[]
  /** Sealed secrets that stay as they are: nobody here can compare them with their sources. */
  readonly sealedAsBefore?: number
  /** What it was made against, where it was made now. */
  readonly made?: MadeAgainst
}

/** What the sources say of components, besides their documents. */
export interface Topology {
  /** Sorted. */
  readonly components: readonly string[]
  readonly channels: readonly AuthoredChannel[]
}

export interface MadeAgainst {
  readonly live: Live
  readonly lookup: LeafLookup
}

/** A plan that was made now, as far as it goes, and what is wrong with it. */
export interface PlannedEnvironment extends Omit<ReviewedPlan, 'plan'> {
  readonly plan?: Plan
  readonly environment: Environment
  readonly made: MadeAgainst
  /** Absent where the sources were not looked at. */
  readonly topology?: Topology
  readonly diagnostics: readonly Diagnostic[]
  /** Where the sources are. */
  readonly directory: string
  /** What the sources of secrets gave, where they were read. A function: it is in no output. */
  readonly secretValues?: SecretValues
}

/** A plan that can be applied. */
export type SoundPlan = PlannedEnvironment & { readonly plan: Plan }

/** False where there is no plan, or it has errors. */
export function isSound(planned: PlannedEnvironment): planned is SoundPlan {
  return planned.plan !== undefined && !hasErrors(planned.diagnostics)
}
