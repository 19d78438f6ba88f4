import type { LedgerEntry, PendingApply, StoreError } from '../../model/index.ts'
import type { StatePair, StatesDiff } from '../plan/diff-states.ts'
import type { PlannedEnvironment } from '../plan/reviewed-plan.ts'
import type { InspectedEndpoint } from '../state/inspect-environment.ts'
import type { EnvironmentDrift } from '../state/read-drift.ts'
import type { MembersStatus } from '../state/read-status.ts'

/** What is read as one. */
export type Part = 'fleet' | 'applies' | 'drift' | 'endpoints'

/** Something that was read a moment ago. */
export type Observation =
  | { readonly kind: 'opened'; readonly subject: Subject }
  | { readonly kind: 'fleet'; readonly fleet: FleetReading }
  /** The whole history, newest first. */
  | { readonly kind: 'applies'; readonly entries: readonly LedgerEntry[] }
  | { readonly kind: 'drift'; readonly drift: EnvironmentDrift }
  | { readonly kind: 'endpoints'; readonly endpoints: readonly InspectedEndpoint[] }
  /** Keys below managed prefixes that the watch saw change. */
  | { readonly kind: 'changed'; readonly keys: readonly string[]; readonly revision: number }
  /** Why the sources on disk are not those that are shown; null where they are. */
  | { readonly kind: 'sources'; readonly problem: string | null }
  /** This user may not read it. */
  | { readonly kind: 'denied'; readonly part: Part; readonly problem: string }

/** What is looked at. */
interface Subject {
  readonly environment: string
  readonly workspace: string
  readonly storeName: string
  /** Why the sources say nothing; null where they are at hand. */
  readonly withoutSources: string | null
}

export interface FleetReading extends MembersStatus {
  readonly pending: PendingApply | null
}

/** Whoever is told. Nothing that it is told holds a secret. */
export interface Observer {
  readonly onObservation: (observation: Observation) => void
  /** Something was answered; what is shown may still be on its way. */
  readonly onContact: () => void
  /** The store cannot be read, or the watch broke; it is tried again. */
  readonly onTrouble: (error: StoreError | Error) => void
  /** What may be asked from now on; undefined once that is over. */
  readonly onOpen: (questions: Questions | undefined) => void
}

/** What is read when somebody asks. Reject with `StoreError`, `Failure` or `InvalidInput`. */
export interface Questions {
  readonly diff: (between: StatePair) => Promise<StatesDiff>
  readonly plan: () => Promise<PlannedEnvironment>
}
