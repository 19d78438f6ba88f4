import type { DocumentKind } from './format.ts'
import type { Move } from './handover.ts'
import type { DocumentSecret, Template } from './secrets/index.ts'

/** One key as an apply found and left it, kept in blobs for rollback and drift. */
export interface AppliedChange extends DocumentKind {
  readonly key: string
  readonly component: string
  readonly action: 'create' | 'update' | 'delete' | 'own' | 'release' | 'forget'
  /** As `encodeBytes` writes them. Absent: it was not there, or its bytes are withheld. */
  readonly before?: string
  /** As `encodeBytes` writes them. Absent: it is gone, or was forgotten as it stood. */
  readonly after?: string
  /** `after` is a document with references in the place of these. */
  readonly secrets?: readonly DocumentSecret[]
  /** The same of `before`. */
  readonly secretsBefore?: readonly DocumentSecret[]
  /** The bytes before held a secret, or may have, and were not kept. */
  readonly isWithheld?: true
  /** It was not managed before: made anew, taken over, or found equal. */
  readonly isAcquired?: true
  /** It is managed no longer, and was left with the bytes after. */
  readonly isReleased?: true
  /** Made in the place of this key, which the same apply deleted. */
  readonly movedFrom?: string
  /** Deleted, with this key in its place. */
  readonly movedTo?: string
  /** Elements that have another name since, each by pointers with elements by what identifies them. */
  readonly renamed?: readonly Move[]
}

/** A managed key as an apply left it. */
export interface ManagedKey extends DocumentKind {
  readonly component: string
  readonly bytes: Uint8Array
  /** `bytes` are a document with references in the place of these. */
  readonly secrets?: readonly DocumentSecret[]
  /** `bytes` are what was live: what the apply before had left of its secrets. */
  readonly template?: Template
}

/** What one apply changed. */
export interface AppliedChanges {
  readonly seq: number
  readonly changes: readonly AppliedChange[]
}
