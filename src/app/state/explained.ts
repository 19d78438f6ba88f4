import type {
  DesiredEntry,
  DocumentSecret,
  Effect,
  JsonValue,
  LeafFacts,
  Origin,
  Provenance,
  UnreadBytes,
} from '../../model/index.ts'
import type { LastChange } from './last-change.ts'

/** Everything that is known of one value. */
export interface Explanation {
  readonly key: string
  readonly pointer: string
  readonly value: JsonValue
  readonly component: string
  readonly facts: LeafFacts
  /** Absent for a single value. */
  readonly inside?: Inside
  readonly origin?: Origin
  readonly live: LiveAnswer
  /** Set once, and left as it is live: others write it. */
  readonly isLeft?: true
  /** Of a reference that an apply fills. */
  readonly secret?: DocumentSecret
}

/** Of an object or list: its members, and how many of the values inside take effect when. */
export type Inside = { readonly members: readonly string[] } & { readonly [effect in Effect]: number }

export type LiveAnswer =
  | ({
      readonly kind: 'read'
      readonly isSame: boolean
      readonly value?: JsonValue
    } & Omit<StoredValue, 'now'>)
  | { readonly kind: 'not-checked'; readonly problem: string }

/** A value that is asked about, and how to find out what the store holds there. */
export interface Explained {
  readonly entry: DesiredEntry
  readonly pointer: string
  readonly value: JsonValue
  readonly provenance?: Provenance
  /** Rejects with `StoreError`. */
  readonly readStore: () => Promise<StoredValue>
}

/** What a store holds at a place. */
export interface StoredValue extends LastChange {
  readonly revision: number
  readonly now?: JsonValue
  /** The bytes cannot be read as JSON; `applied` is what they should be, where that is known. */
  readonly unread?: UnreadBytes
  readonly applied?: JsonValue
  /** In which the bytes of the whole document differ from canonical JSON of the same values. */
  readonly otherBytes?: string
}
