import {
  type Change,
  canonicalTextOf,
  contentGuardBytes,
  decodeBytes,
  isWrite,
  type PlannedRead,
} from '../../model/index.ts'

/** Most bytes that a plan's transaction may take: etcd's default limit is 1.5 MiB, less what its log adds. */
export const requestBytesLimit = Math.floor(1.4 * 1024 * 1024)

/** Most keys that one transaction may change. */
export const changedKeysLimit = 10_000

/** Most reads that can be guarded beside everything else: etcd allows 128 compares. */
export const readsLimit = 48

/** Framing of one put or delete in a nested transaction: tags, lengths and its share of the nesting. */
const writeOverhead = 24
/** Framing of two compares, of revision and contents, and of the read of the same key in the failure branch. */
const guardOverhead = 80
/** Epoch, owner, ledger entry and their guards. */
const fixedBytes = 2048
/** Guards on staged blobs: at most this many, each naming a key of 64 digits. */
const blobGuards = 32 * 112

/** What the size of a transaction follows from. */
export interface RequestParts {
  readonly changes: readonly Change[]
  readonly reads: readonly PlannedRead[]
  readonly prefix: string
  /** Bytes that the changed and read keys hold now. */
  readonly seenBytes: number
  /** Bytes that secrets may add to what is written. */
  readonly secretBytes: number
}

/** An upper bound, close, of the encoded size of the transaction that applies these changes. */
export function requestBytes({ changes, reads, prefix, seenBytes, secretBytes }: RequestParts): number {
  const written = changes.filter(isWrite)
  const writes = written.reduce(
    (sum, change) => sum + byteLength(change.key) + valueBytes(change) + writeOverhead,
    0,
  )
  const guarded = changes.length <= 128 ? [...changes, ...reads] : reads
  const guards = guarded.reduce((sum, { key }) => sum + 3 * byteLength(key) + guardOverhead, 0)
  const contents = seenBytes <= contentGuardBytes ? seenBytes : 0
  return fixedBytes + blobGuards + 40 * byteLength(prefix) + writes + secretBytes + guards + contents
}

function valueBytes(change: Change): number {
  if (change.after === null) return 0
  const { bytes } = change.after
  return bytes === undefined ? byteLength(canonicalTextOf(change.after)) : decodeBytes(bytes).length
}

function byteLength(text: string): number {
  return Buffer.byteLength(text)
}
