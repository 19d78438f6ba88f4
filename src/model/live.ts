import type { DocumentKind } from './format.ts'
import type { Protection } from './plan.ts'
import type { IndexedSecrets, Template } from './secrets/index.ts'
import type { KeyValue } from './store.ts'

/** What a store holds for one environment, read at one revision. */
export interface Live {
  readonly cluster: string
  /** The revision of the read. */
  readonly revision: number
  /** Everything under the managed prefixes, by key. */
  readonly entries: ReadonlyMap<string, KeyValue>
  /** Absent in a store that was never applied to. */
  readonly epoch?: Epoch
  readonly owner?: Owner
  /** Who owns keys below the prefix; absent where nothing was ever applied there. */
  readonly owners?: Owners
  /** The keys that other workspaces own below the prefix, each with its owner; absent where there are none. */
  readonly ownedElsewhere?: ReadonlyMap<string, Owner>
  /** The newest index of managed keys: what the last apply left, by key. Empty without an epoch. */
  readonly index: ReadonlyMap<string, IndexedKey>
  /** The managed prefixes of the newest apply; empty without an epoch. */
  readonly managedPrefixes?: readonly string[]
  /** What the newest apply recorded of it; empty without an epoch. */
  readonly protection?: Protection
  /** sha256 of the manifest blob that the newest ledger entry names. */
  readonly manifest?: string
  /** What the last apply wrote, as `encodeBytes` writes it, for managed keys that are no longer so; a key is missing when its bytes were trimmed. */
  readonly lastApplied?: ReadonlyMap<string, string>
  /** What the last apply left of keys with secrets in them: all of them, whether they are still so or not. */
  readonly templates?: ReadonlyMap<string, Template>
  /** Leaf values that a rollback withdrew: a plan that sets one again is refused until it is allowed by name. */
  readonly suppressed?: readonly SuppressedLeaf[]
  /** The apply that waits to be confirmed. */
  readonly pending?: PendingApply
}

/** What is to happen to an apply that nobody confirms in time: it is taken back. */
export interface Confirmation {
  /** A person confirms it, or, for a canary, the apply for all nodes. */
  readonly kind: 'confirm' | 'canary'
  /** How long it may stand, by the store's clock. */
  readonly seconds: number
  /** Of a canary. */
  readonly node?: string
}

/** `<prefix>/appia/<workspace>/pending`: an apply that waits to be confirmed. */
export interface PendingApply extends Confirmation {
  readonly seq: number
  readonly who: string
  /** ISO 8601, UTC, the writer's clock; shown, never decided by. */
  readonly when: string
  /** mod_revision of the record. */
  readonly modRevision: number
  /** Its time is over: it is to be taken back. */
  readonly isExpired: boolean
}

/** A leaf value that was rolled back. An element of a list has the pointer `<list>/-`. */
export interface SuppressedLeaf {
  readonly key: string
  readonly pointer: string
  /** sha256 of the canonical JSON of the value. */
  readonly sha256: string
}

/** `<prefix>/appia/<workspace>/epoch`: the key that every apply and every fence is guarded on. */
export interface Epoch {
  readonly seq: number
  /** Random, drawn when the prefix was first applied to; tells one history from another. */
  readonly lineage: string
  readonly applyId: string
  /** mod_revision of the epoch key, and its bytes; both are guarded. */
  readonly modRevision: number
  readonly value: Uint8Array
}

/** `<prefix>/appia/<workspace>/owner`: below one prefix, a workspace has one environment. */
export interface Owner {
  readonly workspace: string
  readonly environment: string
}

/** `<prefix>/appia/owners`: the workspaces that own keys below a prefix. Put by each apply that takes a key. */
export interface Owners {
  /** By the workspace's name, its environment there. */
  readonly workspaces: { readonly [workspace: string]: string }
  /** mod_revision of the key, and its bytes; both are guarded. */
  readonly modRevision: number
  readonly value: Uint8Array
}

/** One managed key as the last apply left it. */
export interface IndexedKey extends DocumentKind {
  /** Of its bytes; of one with secrets, of the document with references in their place. */
  readonly sha256: string
  readonly secrets?: IndexedSecrets
  readonly component: string
  /** sha256 of the blob that holds the bytes, as written by the apply that changed the key last. */
  readonly part?: string
  /** sha256 of the blob with the signed statement that covers the bytes. */
  readonly signed?: string
  /** The signed bytes before those, for who goes back to them. */
  readonly signedBefore?: { readonly statement: string; readonly sha256: string }
}

/** `<prefix>/appia/<workspace>/ledger/<seq>`: one line of history. */
export interface LedgerEntry {
  readonly seq: number
  readonly applyId: string
  readonly kind: 'apply' | 'fence' | 'rollback' | 'trim' | 'sign'
  /** `user@host` or the CI job; shown, never trusted. */
  readonly who: string
  /** ISO 8601, UTC, the writer's clock. */
  readonly when: string
  readonly commit?: string
  readonly planDigest?: string
  /** sha256 of the manifest blob: the shards of the index and the bytes before and after. */
  readonly manifest?: string
  /** On a fence: the apply that can no longer happen. */
  readonly fenced?: string
  readonly message?: string
  /** Revision of the transaction that wrote it; known after reading. */
  readonly revision?: number
}

/** True of what changed the managed keys; a fence, a trim or a signature leaves them as they were. */
export function isApply({ kind }: LedgerEntry): boolean {
  return kind === 'apply' || kind === 'rollback'
}
