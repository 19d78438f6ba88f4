import type { ApplyOutcome } from '../../apply/index.ts'
import type { Confirmation, Diagnostic, Plan } from '../../model/index.ts'
import type { PlanDifference } from '../../plan/index.ts'
import type { PlannedEnvironment, ReviewedPlan } from '../plan/reviewed-plan.ts'
import type { Rollout } from '../rollout/rollout.ts'

/** What came of asking for an apply or a rollback. Nothing was sent but in `outcomes`. */
export type ApplyResult =
  | AppliedResult
  | NothingToApply
  | NotPlanned
  /** The plan made now is not the approved one. */
  | {
      readonly kind: 'not-approved'
      readonly reviewed: ReviewedPlan
      readonly approved: string
      /** Where the approved plan was at hand. */
      readonly differences?: readonly PlanDifference[]
    }
  /** The plan is for another environment or cluster. */
  | { readonly kind: 'wrong-target'; readonly diagnostics: readonly Diagnostic[] }

/** What became of one apply, or of each one in a journal. */
export interface AppliedResult {
  readonly kind: 'outcomes'
  readonly outcomes: readonly ApplyOutcome[]
  readonly environment: string
  readonly storeName: string
  /** What is to be said beside it, where there is something. */
  readonly diagnostics?: readonly Diagnostic[]
  /** Where members were waited for. */
  readonly rollout?: Rollout
  /** What came of trying it on one node first, where it was taken back there. */
  readonly canary?: { readonly node: string; readonly rollout: Rollout }
  /** It is taken back unless it is confirmed in time. */
  readonly awaits?: Confirmation
}

/** A plan without changes. */
export interface NothingToApply {
  readonly kind: 'nothing-to-apply'
  readonly plan: Plan
  /** Prefixes of collections of which something was missing and was written again. */
  readonly restored: readonly string[]
  /** Where members were waited for. */
  readonly rollout?: Rollout
}

/** The plan has errors, or there is none. */
interface NotPlanned {
  readonly kind: 'not-planned'
  readonly planned: PlannedEnvironment
}
