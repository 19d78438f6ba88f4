import type { Plan, Store } from '../model/index.ts'
import type { Clock } from './clock.ts'
import type { Identity } from './identity.ts'
import type { Journal } from './journal.ts'

/** One apply. */
export interface ApplyRequest {
  readonly store: Store
  readonly plan: Plan
  readonly journal: Journal
  readonly identity: Identity
  /** The time for the ledger. */
  readonly now: Date
  readonly onProgress?: (progress: ApplyProgress) => void
  readonly resolveMilliseconds?: number
  readonly clock?: Clock
  /** Draws ids; tests bring their own. */
  readonly newId?: () => string
}

/** Where an apply is; `done` of `total` blobs while staging, attempts while resolving. */
export interface ApplyProgress {
  readonly stage: 'checking' | 'staging' | 'sending' | 'resolving'
  readonly done?: number
  readonly total?: number
}
