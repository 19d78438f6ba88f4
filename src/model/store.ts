/**
 * A key-value store with etcd's MVCC semantics (etcd v3 API). Keys are UTF-8 text, values bytes. Revisions fit a
 * number (< 2^53); lease and cluster ids are 64-bit and therefore text (decimal lease, 16 hex digits cluster).
 * Every method rejects with `StoreError` and with nothing else.
 */
export interface Store {
  readonly kind: 'etcd' | 'embedded'
  /** For people: `etcd 127.0.0.1:2379`, or `embedded .appia/local.db`. */
  readonly name: string
  /** 16 hex digits; the same for the life of a cluster, also after a restore from a snapshot. */
  clusterId(): Promise<string>
  range(request: RangeRequest): Promise<RangeResult>
  txn(txn: Txn): Promise<TxnResult>
  /** Watches from `startRevision` on. Never skips: delivers whole revisions in order, or ends with an error. */
  watch(request: WatchRequest): Watch
  grantLease(ttlSeconds: number): Promise<Lease>
  keepAliveLease(leaseId: string): Promise<Lease>
  revokeLease(leaseId: string): Promise<void>
  /** Forgets revisions before `revision`. */
  compact(revision: number): Promise<void>
  status(): Promise<readonly EndpointStatus[]>
  close(): Promise<void>
}

/** One key, or with `end` the keys in [key, end). `end` of `prefixEnd(key)` makes a prefix. */
export interface RangeRequest {
  readonly key: string
  readonly end?: string
  /** Read as of this revision; the newest when absent. */
  readonly revision?: number
  readonly limit?: number
  readonly keysOnly?: boolean
  readonly countOnly?: boolean
}

export interface KeyValue {
  readonly key: string
  readonly value: Uint8Array
  readonly createRevision: number
  readonly modRevision: number
  readonly version: number
  /** '0' without a lease. */
  readonly lease: string
}

export interface RangeResult {
  /** Sorted by key, in byte order. */
  readonly kvs: readonly KeyValue[]
  /** How many keys lie in the range, whatever `limit` says. */
  readonly count: number
  readonly more: boolean
  /** The store's revision when it answered. */
  readonly revision: number
}

/** All compares hold → `success`, else `failure`. Limits: 128 operations a nesting level, 1.5 MiB a request. */
export interface Txn {
  readonly compare: readonly Compare[]
  readonly success: readonly Operation[]
  readonly failure: readonly Operation[]
  /** The only cluster that may carry it out; another refuses with `went-back`. Means nothing in a nested transaction. */
  readonly cluster?: string
}

type CompareResult = '=' | '!=' | '<' | '>'

/** A condition on one key, or with `end` on every existing key of a range. A key that is not there has mod, create and version 0 and no value (a `value` compare on it is false). */
export type Compare = { readonly key: string; readonly end?: string; readonly is: CompareResult } & (
  | { readonly target: 'mod' | 'create' | 'version'; readonly number: number }
  | { readonly target: 'value'; readonly value: Uint8Array }
  | { readonly target: 'lease'; readonly lease: string }
)

export type Operation =
  | PutOperation
  | { readonly kind: 'delete'; readonly key: string; readonly end?: string }
  | ({ readonly kind: 'range' } & Omit<RangeRequest, 'revision'>)
  | { readonly kind: 'txn'; readonly txn: Txn }

export interface PutOperation {
  readonly kind: 'put'
  readonly key: string
  readonly value: Uint8Array
  readonly lease?: string
  /** Keep the key's lease; on a key that does not exist the whole transaction fails with `key-not-found`. */
  readonly ignoreLease?: boolean
}

export interface TxnResult {
  readonly succeeded: boolean
  /** The store's revision after it; of the writes, if there were any. */
  readonly revision: number
  readonly results: readonly OperationResult[]
}

export type OperationResult =
  | { readonly kind: 'put' }
  | { readonly kind: 'delete'; readonly deleted: number }
  | ({ readonly kind: 'range' } & RangeResult)
  | { readonly kind: 'txn'; readonly result: TxnResult }

export interface WatchRequest {
  readonly key: string
  readonly end?: string
  readonly startRevision: number
}

/** An open watch. Iterate it; it ends when closed and throws a `StoreError` (`compacted`, `unreachable`, …) when it cannot go on. */
export interface Watch extends AsyncIterable<WatchBatch> {
  /** Resolves when the server has accepted the watch; rejects if it refused. */
  readonly opened: Promise<void>
  close(): Promise<void>
}

/** All events of one revision under the watch, or none: a progress report that everything up to `revision` was delivered. */
export interface WatchBatch {
  readonly revision: number
  readonly events: readonly WatchEvent[]
}

export type WatchEvent =
  | { readonly kind: 'put'; readonly kv: KeyValue }
  | { readonly kind: 'delete'; readonly key: string; readonly modRevision: number }

export interface Lease {
  readonly id: string
  readonly ttlSeconds: number
}

export interface EndpointStatus {
  readonly endpoint: string
  readonly reachable: boolean
  readonly latencyMilliseconds?: number
  /** `3.4.23`; for the embedded store the tool's own. */
  readonly version?: string
  readonly sizeBytes?: number
  /** Of `sizeBytes`, what is not free for what comes next. */
  readonly inUseBytes?: number
  /** How large its database may become; beyond, etcd refuses every write. Not there where no quota is set. */
  readonly quotaBytes?: number
  /** Streams of watches that any clients hold open there. */
  readonly watchStreams?: number
  /** Why quota and watches are not known of an endpoint that answers. */
  readonly metricsProblem?: string
  /** 16 hex digits. */
  readonly cluster?: string
  readonly isLeader?: boolean
  /** False where the member knows of no leader: it serves nobody then. */
  readonly hasLeader?: boolean
  /** A member that does not vote yet, and serves nobody. */
  readonly isLearner?: boolean
  /** `NOSPACE`, `CORRUPT`. */
  readonly alarms?: readonly string[]
  /** Why it is not reachable. */
  readonly problem?: string
  /** Why version, size, leader and alarms are not known of an endpoint that answers. */
  readonly limitation?: string
}

/**
 * Why a store call failed. `outcome` says what is known of a write: `not-applied` is certain (only the texts that
 * were measured to be definite), `unknown` means it may have happened: resolve by fencing, never by reading.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  readonly outcome: 'not-applied' | 'unknown'

  constructor(
    code: StoreErrorCode,
    message: string,
    options: { outcome: 'not-applied' | 'unknown'; cause?: unknown },
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.outcome = options.outcome
  }
}

export type StoreErrorCode =
  | 'unreachable'
  | 'timeout'
  | 'no-leader'
  | 'authentication'
  | 'permission'
  | 'no-space'
  | 'compacted'
  | 'future-revision'
  | 'key-not-found'
  | 'lease-not-found'
  | 'duplicate-key'
  | 'too-many-operations'
  | 'too-large'
  | 'invalid'
  | 'locked'
  /** Another cluster id, or an older revision than this client has already seen. */
  | 'went-back'
  /** The file of the embedded store is damaged, or what the tool wrote under its own keys. */
  | 'corrupt'
  | 'closed'
  | 'internal'

/** The end of the range of all keys that begin with `prefix`; '\0' (everything from `key` on) for the empty prefix. */
export function prefixEnd(prefix: string): string {
  const points = Array.from(prefix, (character) => character.codePointAt(0) as number)
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    if (last === 0x10ffff) continue
    // UTF-8 keeps code point order, so the next code point ends the prefix; surrogates are not code points.
    points.push(last === 0xd7ff ? 0xe000 : last + 1)
    return String.fromCodePoint(...points)
  }
  return '\0'
}
