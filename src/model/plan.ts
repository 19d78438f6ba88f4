import type { Effect } from './desired.ts'
import type { JsonValue } from './json.ts'
import type { Place } from './provenance.ts'
import type { SourceFile, Waiver } from './workspace.ts'

/** What an apply would do, bound to the live versions of what it changes. Plain JSON; no clock and no host name in it. */
export interface Plan {
  readonly formatVersion: 1
  readonly workspace: string
  readonly environment: string
  readonly prefix: string
  readonly cluster: string
  /** The revision at which live state was read. */
  readonly baseRevision: number
  /** The epoch that was current then; 0 in a store never applied to. */
  readonly baseSeq: number
  readonly kind: 'apply' | 'rollback'
  readonly sources: readonly SourceFile[]
  /** Sorted by key. */
  readonly changes: readonly Change[]
  readonly reads: readonly PlannedRead[]
  readonly drift: readonly Drift[]
  readonly checks: { readonly total: number; readonly holding: number; readonly waived: readonly Waiver[] }
  /** Size of the request in bytes, and of the managed set after it. */
  readonly requestBytes: number
  readonly managedKeys: number
  readonly foreignKeys: readonly string[]
  /** What is approved: 64 hex digits. */
  readonly digest: string
}

export type Change = {
  readonly key: string
  readonly component: string
  readonly leaves: readonly LeafChange[]
} & (
  | { readonly action: 'create'; readonly before: Absent; readonly after: After; readonly takesOver: false }
  | { readonly action: 'update'; readonly before: Before; readonly after: After; readonly takesOver: boolean }
  | { readonly action: 'delete'; readonly before: Before; readonly after: null; readonly takesOver: false }
  /** Already equal, taken into ownership without a write. */
  | { readonly action: 'own'; readonly before: Before; readonly after: After; readonly takesOver: false }
)

export type Absent = null

export interface Before {
  readonly modRevision: number
  readonly sha256: string
}

export interface After {
  readonly sha256: string
  readonly value: JsonValue
}

/** One leaf. `from` or `to` absent: added or removed. A secret leaf carries neither, only that it changed. */
export interface LeafChange {
  readonly pointer: string
  readonly from?: JsonValue
  readonly to?: JsonValue
  readonly effect: Effect
  readonly at?: Place
  readonly isSecret?: boolean
  readonly unit?: string
}

export interface PlannedRead {
  readonly key: string
  readonly modRevision: number
  readonly sha256: string
}

/** A managed key that is not as the last apply left it. */
export interface Drift {
  readonly key: string
  readonly kind: 'modified' | 'deleted'
  /** Leaves that the plan would overwrite; empty when the edit survives or equals the source. */
  readonly overwrites: readonly LeafChange[]
}
