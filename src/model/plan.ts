import type { Effect } from './desired.ts'
import type { DocumentFormat } from './format.ts'
import type { Move } from './handover.ts'
import type { JsonValue } from './json/index.ts'
import type { SuppressedLeaf } from './live.ts'
import type { Place } from './provenance.ts'
import type { DocumentSecret } from './secrets/index.ts'
import type { SourceFile, Waiver } from './workspace.ts'

/** What an apply would do, bound to the live versions of what it changes. Plain JSON; no clock and no host name in it. */
export interface Plan {
  readonly formatVersion: 2
  readonly workspace: string
  readonly environment: string
  readonly prefix: string
  readonly cluster: string
  /** The revision at which live state was read. */
  readonly baseRevision: number
  /** The epoch that was current then; 0 in a store never applied to. */
  readonly baseSeq: number
  /** The apply that wrote that epoch; '' in a store never applied to. Tells a restored history from the one seen. */
  readonly baseApplyId: string
  readonly kind: 'apply' | 'rollback'
  /** The commit of the sources, with `+dirty` where they differed from it; not part of what is approved. */
  readonly commit?: string
  readonly sources: readonly SourceFile[]
  /** Sorted by key. */
  readonly changes: readonly Change[]
  /** What becomes of the documents behind changed pointers; absent where there are none. */
  readonly collections?: readonly PlannedCollection[]
  readonly reads: readonly PlannedRead[]
  readonly drift: readonly Drift[]
  readonly checks: { readonly total: number; readonly holding: number; readonly waived: readonly Waiver[] }
  /** Size of the request in bytes, and of the managed set after it. */
  readonly requestBytes: number
  readonly managedKeys: number
  readonly foreignKeys: readonly string[]
  /** Prefixes under which every key is ours or foreign; something new there makes the plan stale. Sorted. */
  readonly managedPrefixes: readonly string[]
  /** Those of them, beside that of the components, that the newest apply did not manage; absent where there are none. Keys of others may lie there. */
  readonly newPrefixes?: readonly string[]
  /** What the environment asks of a plan that is applied to it from now on, for who applies without the sources. */
  readonly protection: Protection
  /** What the last apply recorded of that, where it is something else. */
  readonly protectionBefore?: Protection
  /** How many of the newest applies the history keeps from now on; absent: `defaultKeepApplies`. */
  readonly keepApplies?: number
  /** Leaf values that this rollback withdraws. */
  readonly suppresses?: readonly SuppressedLeaf[]
  /** Withdrawn leaf values that this plan is allowed to set again. */
  readonly unsuppresses?: readonly SuppressedLeaf[]
  /** What is approved: 64 hex digits. */
  readonly digest: string
}

/** What an environment asks of the plans that it takes. */
export interface Protection {
  /** A plan file with its digest, or an approved digest, only. */
  readonly isProtected: boolean
  /** `ssh-ed25519 AAAA… name`: one of these must have signed. Empty: nobody has to. */
  readonly signers: readonly string[]
}

/** What happens to one key. */
export type Change = {
  readonly key: string
  readonly component: string
  /** The name of its schema; absent: the component's. */
  readonly schema?: string
  /** How it is written; absent: `json`. */
  readonly format?: DocumentFormat
  readonly leaves: readonly LeafChange[]
  /** By what the elements of its lists are told apart, where that is not by a name or id: the leaves follow from it. */
  readonly elementKeys?: readonly ElementKeys[]
  /** Elements of lists that go by another name, each by pointers with elements by what identifies them; absent: none. */
  readonly renamed?: readonly Move[]
  /** What others write in the document, and the change leaves as it was live. */
  readonly kept?: KeptParts
} & (
  | {
      readonly action: 'create'
      readonly before: Absent
      readonly after: After
      readonly takesOver: false
      /** Given back to whoever had it before this workspace: written, and managed no longer. */
      readonly releases?: true
      /** The key that it takes the place of: another change of the same plan, whose `movedTo` names this one. */
      readonly movedFrom?: string
    }
  | {
      readonly action: 'update'
      readonly before: Before
      readonly after: After
      readonly takesOver: boolean
      /** In which the bytes differ, in words, where the values are the same and `leaves` is empty. */
      readonly otherBytes?: string
      readonly releases?: true
    }
  | {
      readonly action: 'delete'
      readonly before: Before
      readonly after: null
      readonly takesOver: false
      /** The key that takes its place. */
      readonly movedTo?: string
    }
  /** Already equal, taken into ownership without a write. */
  | { readonly action: 'own'; readonly before: Before; readonly after: After; readonly takesOver: false }
  /** Managed no longer, without a write: it is as it was before this workspace had it, or gone already. */
  | {
      readonly action: 'release'
      readonly before: Before | Absent
      readonly after: After | null
      readonly takesOver: false
    }
  /** Given up, and left as it is, whatever it holds: `forget` of the workspace. */
  | { readonly action: 'forget'; readonly before: Before; readonly after: null; readonly takesOver: false }
)

/** True of a change that writes or deletes its key; the others only change who manages it. */
export function isWrite({ action }: Pick<Change, 'action'>): boolean {
  return action === 'create' || action === 'update' || action === 'delete'
}

/** True when a change leaves the key behind, managed no longer. */
export function isReleasing(change: Change): boolean {
  return (
    change.action === 'release' ||
    change.action === 'forget' ||
    ('releases' in change && change.releases === true)
  )
}

/** A signature of a plan. */
export interface PlanSignature {
  /** `ssh-ed25519 AAAA… name` */
  readonly signer: string
  /** Base64. */
  readonly signature: string
}

/** Parts of a document that a change leaves to others. */
export interface KeptParts {
  readonly pointers: readonly string[]
  /**
   * sha256 of the canonical JSON of all the rest, as it was live: while it is the same, the plan holds for whatever
   * others have written since. Absent where the document may hold a secret.
   */
  readonly restSha256?: string
}

/** The key is not there. */
type Absent = null

/** The members by which lists of a document are told apart, the first that fits. */
export interface ElementKeys {
  /** A pointer with `*` for each number, or `=` and the very pointer, which wins. */
  readonly at: string
  readonly keys: readonly (readonly string[])[]
}

/** What a key held. A hash of what holds a secret would let somebody try guesses: there the revision alone tells. */
export type Before = {
  readonly modRevision: number
  /** How its bytes were read; absent: as `json`. */
  readonly format?: DocumentFormat
} & (
  | { readonly sha256: string; readonly isWithheld?: never }
  /** The bytes hold a secret, or cannot be read where a secret may stand: they are not kept for a rollback. */
  | { readonly sha256?: never; readonly isWithheld: true }
)

/** What a key will hold: the canonical JSON of `value`, or `bytes`, have `sha256`. */
export interface After {
  readonly sha256: string
  readonly value: JsonValue
  /**
   * References in `value` in whose place the apply puts secrets: the key will hold other bytes, in its format, of which
   * nothing is known here.
   */
  readonly secrets?: readonly DocumentSecret[]
  /** As `encodeBytes` writes them, where they are not canonical JSON. `value` is what they hold, null where that cannot be read. */
  readonly bytes?: string
}

/**
 * One leaf. `from` or `to` absent: added or removed. Pointer and path are those of the new document, of a removed leaf
 * those of the old one. A secret value is `{ $secret: name }`, with null for the name where it is not a reference.
 * The leaves of a change determine the new document.
 */
export interface LeafChange {
  readonly pointer: string
  /** Where the pointer leads through lists: the way, with elements by what identifies them. */
  readonly path?: readonly PathStep[]
  readonly from?: JsonValue
  readonly to?: JsonValue
  readonly effect: Effect
  readonly at?: Place
  readonly isSecret?: boolean
  readonly unit?: string
  /** A list gained (`to`) or lost (`from`) this element, whole, or it stands elsewhere (`isMove`). */
  readonly isElement?: true
  /** The element stood at `fromPointer` of the old document; `from` is what it was. */
  readonly isMove?: true
  readonly fromPointer?: string
  /** An object or list lost the last that was in it, and stays. */
  readonly isEmptied?: true
  /** By this the element that it is in is told apart: it is the same one under another name, as `renamed` of the change says. */
  readonly isRename?: true
  /** Of what went, and of elements: the topmost value that went or came with them, where that is another. */
  readonly partOf?: string
  /** At pointer '': the value before, or after, was bytes that cannot be read as JSON. */
  readonly fromBytes?: UnreadBytes
  readonly toBytes?: UnreadBytes
}

/** A step on the way to a leaf: a member's name, or an element by what identifies it, or by its place. */
export type PathStep = string | { readonly id: JsonValue } | { readonly index: number }

/** Bytes that are nothing of their format, or hold what cannot be read truly. */
export interface UnreadBytes {
  /** In which they were to be read; absent: JSON. */
  readonly format?: DocumentFormat
  /** Absent where a secret may stand in them. */
  readonly sha256?: string
  readonly bytes: number
  /** In words: `no JSON`, `empty`. */
  readonly problem: string
}

/** What becomes of a published collection: its pointer, one of the changed keys, is to name another generation. */
export interface PlannedCollection {
  readonly key: string
  readonly keys: number
  readonly bytes: number
  readonly added: number
  readonly changed: number
  readonly removed: number
  /** The first few of each kind, sorted by name. */
  readonly documents: readonly PlannedDocument[]
}

/** What becomes of one document of a collection. */
export interface PlannedDocument {
  /** Below the collection's prefix. */
  readonly name: string
  readonly action: 'create' | 'update' | 'delete'
  readonly at?: Place
  /** Of an update. */
  readonly leaves: readonly LeafChange[]
  readonly elementKeys?: readonly ElementKeys[]
}

/** A part of a key that the sources read, guarded at apply. */
export interface PlannedRead {
  readonly key: string
  /** '' for all of it. */
  readonly pointer: string
  /** Of the key; 0 when it was not there. */
  readonly modRevision: number
  /** Of the canonical JSON of the part alone; '' when it was not there, or the key held no JSON. */
  readonly sha256: string
}

/** A managed key that is not as the last apply left it. */
export interface Drift {
  readonly key: string
  readonly kind: 'modified' | 'deleted'
  /**
   * Leaves edited outside that the plan overwrites; empty when the edit survives or equals the source.
   * For a deleted key that the plan writes again: one leaf with pointer '' and neither `from` nor `to`.
   */
  readonly overwrites: readonly LeafChange[]
}
