import type { ApplyOutcome } from '../../apply/index.ts'
import type { Diagnostic } from '../../model/index.ts'
import type { MemberStanding } from './member-standing.ts'

/** What came of waiting for the members that an apply concerns. */
export interface Rollout {
  readonly ended: 'all-run' | 'expired' | 'interrupted'
  /** As they stood then. */
  readonly members: readonly MemberStanding[]
  /** Why nothing is known of them. */
  readonly problem?: string
  readonly takenBack?: TakenBack
}

/** What came of taking an apply back. */
export type TakenBack =
  | { readonly kind: 'outcome'; readonly outcome: ApplyOutcome }
  /** The plan back has errors. */
  | { readonly kind: 'not-planned'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'failed'; readonly problem: string }
