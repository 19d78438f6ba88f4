import type { Acknowledgement } from './acknowledgement.ts'
import type { Keyset } from './keyset.ts'
import type { RotationPolicy } from './policy.ts'

/** Everything that a decision is made from. */
export interface RotationState {
  readonly policy: RotationPolicy
  /** Absent in a store that never had one. */
  readonly keyset?: Keyset
  /** By member. */
  readonly acknowledgements: ReadonlyMap<string, Acknowledgement>
}

/** Time, as the one who decides knows it. */
export interface DecisionClock {
  /** ms since 1970. */
  readonly now: number
  /**
   * For how many ms, by a clock that never steps, this process has seen each mark of `marksOf`; absent for a single
   * run, which has to believe the wall clock.
   */
  readonly watched?: ReadonlyMap<string, number>
}
