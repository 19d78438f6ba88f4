import type { Change, Confirmation, Live, Plan, Store } from '../model/index.ts'
import type { SignedStatement } from '../records/index.ts'
import type { SecretValues } from '../templates/index.ts'
import type { Author } from './author.ts'
import type { Clock } from './clock.ts'
import type { Journal } from './journal.ts'

/** One apply. */
export interface ApplyRequest {
  readonly store: Store
  readonly plan: Plan
  readonly journal: Journal
  readonly author: Author
  /** The time for the ledger. */
  readonly now: Date
  /** What a collection holds by the sources at hand, by its pointer's key; undefined where they do not say. */
  readonly contentsOf?: (pointerKey: string) => Promise<PublishedContents | undefined>
  /** Reads documents, for what plans leave to others; absent: whatever moved makes the plan stale. */
  readonly kept?: KeptReader
  /** The secrets that come from elsewhere than the store, read before anything is sent; absent: there are none. */
  readonly secretValues?: SecretValues
  readonly onProgress?: (progress: ApplyProgress) => void
  /** Aborted: ends what was not sent yet, lets a transaction finish, and finds out about a lost one no longer. */
  readonly signal?: AbortSignal
  /** The apply is taken back unless it is confirmed in time. */
  readonly awaits?: Confirmation
  /** Keys whose changes the history does not have, so that a rollback does not bring them back: what was there for a while only. */
  readonly passing?: readonly string[]
  /** What was signed of the plan, with the signatures that are good. */
  readonly signed?: SignedStatement
  /** The very record of an apply that waits, which this one ends; with `isExpired`, only while nobody can confirm it. */
  readonly ends?: { readonly modRevision: number; readonly isExpired: boolean }
  readonly resolveMilliseconds?: number
  readonly clock?: Clock
  /** Draws ids; tests bring their own. */
  readonly newId?: () => string
}

/** What has to be read in documents to leave to others what is theirs. */
export interface KeptReader {
  /** The plan as it stands against what is live: with what others wrote last where it leaves that to them. */
  readonly refresh: (plan: Plan, live: Live) => Plan
  /** True when bytes are what this change left, but for what it leaves to others. */
  readonly isLeftAsApplied: (change: Change, bytes: Uint8Array) => boolean
}

/** One generation of a collection, its shards encoded only as they are written. */
export interface PublishedContents {
  readonly generation: string
  /** What stands under the generation's name. */
  readonly manifest: Uint8Array
  /** Members in all shards. */
  readonly keys: number
  readonly shards: Iterable<{
    /** Its name: sha256 of what `encode` gives. */
    readonly shard: string
    readonly keys: number
    readonly encode: () => string
  }>
}

/** Where an apply is; `done` of `total` members while publishing, blobs while staging, attempts while resolving. */
export interface ApplyProgress {
  readonly stage: 'checking' | 'publishing' | 'staging' | 'sending' | 'resolving'
  readonly done?: number
  readonly total?: number
}
