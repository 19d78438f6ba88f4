import { StoreError, type StoreErrorCode } from '../../model/index.ts'
import { inWords } from './in-words.ts'

/** What a failed call would have done: a read changes nothing, whatever became of it. */
export type CallKind = 'read' | 'write'

interface KnownText {
  /** Part of etcd's message. */
  readonly text: string
  readonly code: StoreErrorCode
  /** Measured to mean that a write was not applied; every other text leaves it open. */
  readonly isDefinite?: true
}

const knownTexts: readonly KnownText[] = [
  { text: 'too many operations', code: 'too-many-operations', isDefinite: true },
  { text: 'duplicate key', code: 'duplicate-key', isDefinite: true },
  { text: 'key is not provided', code: 'invalid', isDefinite: true },
  { text: 'request is too large', code: 'too-large', isDefinite: true },
  // The Go server's words. grpc-js says "Received message …" of a reply too large for us: that write happened.
  { text: 'grpc: received message larger than max', code: 'too-large', isDefinite: true },
  { text: 'Received message larger than max', code: 'too-large' },
  { text: 'permission denied', code: 'permission', isDefinite: true },
  { text: 'invalid auth token', code: 'authentication', isDefinite: true },
  { text: 'revision of auth store is old', code: 'authentication', isDefinite: true },
  { text: 'requested lease not found', code: 'lease-not-found', isDefinite: true },
  { text: 'too many requests', code: 'unreachable', isDefinite: true },
  { text: 'not supported for learner', code: 'unreachable', isDefinite: true },
  { text: 'key not found', code: 'key-not-found', isDefinite: true },
  // The reply to Authenticate, which precedes the call itself.
  { text: 'authentication failed', code: 'authentication', isDefinite: true },
  { text: 'authentication is not enabled', code: 'authentication', isDefinite: true },
  // Said before anything of the call is looked at (etcd's auth/store.go, isOpPermitted).
  { text: 'user name is empty', code: 'authentication', isDefinite: true },
  // OpenSSL's, of the files that were given.
  { text: 'key values mismatch', code: 'authentication' },
  { text: 'no start line', code: 'authentication' },
  { text: 'bad decrypt', code: 'authentication' },
  { text: 'database space exceeded', code: 'no-space' },
  { text: 'required revision has been compacted', code: 'compacted' },
  { text: 'required revision is a future revision', code: 'future-revision' },
  { text: 'lease is provided', code: 'invalid' },
  { text: 'too large lease TTL', code: 'invalid' },
  { text: 'no leader', code: 'no-leader' },
  { text: 'leader changed', code: 'no-leader' },
  { text: 'not leader', code: 'no-leader' },
  { text: 'raft proposal dropped', code: 'no-leader' },
  { text: 'request timed out', code: 'timeout' },
  // Of an error that the server has no status for: it comes as UNKNOWN, at the very time of our own deadline.
  { text: 'context deadline exceeded', code: 'timeout' },
  { text: 'context canceled', code: 'unreachable' },
  { text: 'RST_STREAM', code: 'unreachable' },
  { text: 'client was already closed', code: 'closed' },
]

/** By gRPC's status codes, for texts that are not etcd's own. */
const codesByStatus: Readonly<Record<string, StoreErrorCode>> = {
  CANCELLED: 'unreachable',
  INVALID_ARGUMENT: 'invalid',
  DEADLINE_EXCEEDED: 'timeout',
  PERMISSION_DENIED: 'permission',
  RESOURCE_EXHAUSTED: 'too-large',
  UNAVAILABLE: 'unreachable',
  UNAUTHENTICATED: 'authentication',
}

/** Turns whatever etcd3 threw into a `StoreError` that says what is known of the call. */
export function toStoreError(error: unknown, kind: CallKind): StoreError {
  if (error instanceof StoreError) return error
  const { status, text } = partsOf(error)
  const knownText = knownTexts.find((candidate) => text.includes(candidate.text))
  const code = knownText?.code ?? codesByStatus[status] ?? 'internal'
  const outcome = kind === 'read' || knownText?.isDefinite ? 'not-applied' : 'unknown'
  return new StoreError(code, inWords(text), { outcome, cause: error })
}

/** The error behind a watch that the server cancelled. */
export function watchRefusal(reason: string, compactRevision: number): StoreError {
  if (compactRevision === 0) return toStoreError(new Error(reason || 'etcd cancelled the watch'), 'read')
  return new StoreError('compacted', `revisions before ${compactRevision} have been compacted`, {
    outcome: 'not-applied',
  })
}

/** True when another endpoint, or the same a little later, may answer. */
export function isTransient(error: StoreError): boolean {
  return error.code === 'unreachable' || error.code === 'timeout' || error.code === 'no-leader'
}

/** `14 UNAVAILABLE: no connection` → status and text; etcd3 keeps the status nowhere else. */
function partsOf(error: unknown): { status: string; text: string } {
  const message = error instanceof Error ? error.message : String(error)
  const match = /(?:^|\s)\d{1,2} ([A-Z_]{3,}): (.*)$/s.exec(message)
  if (match === null) return { status: '', text: message }
  return {
    status: match[1] as string,
    // some errors of etcd travel as the text of another
    text: (match[2] as string)
      .replace(/^rpc error: code = \w+ desc = /, '')
      .replace(/^etcdserver: |^mvcc: | Resolution note: $/g, ''),
  }
}
