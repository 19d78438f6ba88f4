import { randomUUID } from 'node:crypto'
import {
  type Epoch,
  type Home,
  type Live,
  ledgerKey,
  type Protection,
  type Store,
  type Txn,
  toolKeys,
} from '../../model/index.ts'
import {
  encodeEpoch,
  encodeIndex,
  encodeLedgerEntry,
  encodeManifest,
  encodeSigned,
  type SignedStatement,
} from '../../records/index.ts'
import type { Author } from '../author.ts'
import { blobGuard, epochGuards, ownerGuard } from '../guards.ts'
import { sendAgain } from './send-again.ts'
import { stageBlobs } from './stage-blobs.ts'

/** What was signed of documents that were applied before. */
export interface SignStandingRequest {
  readonly store: Store
  readonly home: Home
  /** As it was read for whoever signed. */
  readonly live: Live & { readonly epoch: Epoch }
  readonly protection: Protection
  readonly signed: SignedStatement
  readonly author: Author
  /** The time for the ledger. */
  readonly now: Date
  /** Draws ids; tests bring their own. */
  readonly newId?: () => string
}

/** What became of it; `conflict`: something was applied meanwhile, and nothing was recorded. */
export type SignStandingOutcome =
  | { readonly kind: 'signed'; readonly seq: number; readonly revision: number }
  | { readonly kind: 'conflict' }

/**
 * Records a signature of documents that stand: the index names it, and no document is written. One transaction, guarded on the
 * epoch under which they were read. Throws `StoreError`; it may be run again then.
 */
export async function signStanding(request: SignStandingRequest): Promise<SignStandingOutcome> {
  const { store, home, live, protection, signed, author, now, newId = randomUUID } = request
  const { epoch, suppressed = [], managedPrefixes = [] } = live
  const keys = toolKeys(home)
  const blob = encodeSigned(signed)
  const { documents } = signed.statement
  const index = new Map(
    [...live.index].map(([key, indexed]) => [
      key,
      Object.hasOwn(documents, key) ? { ...indexed, signed: blob.sha256 } : indexed,
    ]),
  )
  const { digits, shards } = encodeIndex(index)
  const manifest = encodeManifest({
    digits,
    shards: Object.fromEntries([...shards].map(([shard, { sha256 }]) => [shard, sha256])),
    parts: [],
    ...{ suppressed, managedPrefixes, protection: live.protection ?? protection },
  })
  const staging = await stageBlobs(store, keys, { blobs: [manifest, ...shards.values(), blob] })
  await staging()
  const entry = {
    ...{ seq: epoch.seq + 1, applyId: newId(), kind: 'sign' as const, manifest: manifest.sha256 },
    ...{ who: author.who, when: now.toISOString() },
    ...(author.message !== undefined && { message: author.message }),
  }
  const { seq, applyId } = entry
  const txn: Txn = {
    cluster: live.cluster,
    compare: [
      ...epochGuards(keys, epoch),
      ownerGuard(keys, live.owner),
      ...[manifest, blob].map(({ sha256 }) => blobGuard(keys, sha256)),
    ],
    success: [
      { kind: 'put', key: keys.epoch, value: encodeEpoch({ seq, lineage: epoch.lineage, applyId }) },
      { kind: 'put', key: ledgerKey(keys, seq), value: encodeLedgerEntry(entry) },
    ],
    failure: [{ kind: 'range', key: ledgerKey(keys, seq) }],
  }
  const revision = await sendAgain(store, txn, entry)
  return revision === undefined ? { kind: 'conflict' } : { kind: 'signed', seq, revision }
}
