import {
  type Change,
  type Compare,
  contentGuardBytes,
  decodeBytes,
  keyProblem,
  type LedgerEntry,
  type Live,
  ledgerKey,
  type Operation,
  type Owner,
  ownersKey,
  type Plan,
  type ToolKeys,
  type Txn,
} from '../model/index.ts'
import { encodeEpoch, encodeLedgerEntry, encodeOwner } from '../records/index.ts'
import type { FilledDocuments } from './fill-changes.ts'
import {
  blobGuard,
  contentGuard,
  epochGuards,
  isCovered,
  ownerGuard,
  rangeGuard,
  revisionGuard,
} from './guards.ts'
import { type ApplyRecord, textAfter } from './history/build-record.ts'
import { nestOperations, operationsLimit, roomFor } from './nest-operations.ts'
import { takeKeys } from './owners/take-keys.ts'
import type { PendingParts } from './pending/settle-pending.ts'

/** Blobs with a guard of their own; beyond that the epoch, which a trim of blobs advances, answers for them. */
const guardedBlobs = 32

/** Everything that the transaction of one apply is made of. */
export interface TransactionParts {
  readonly keys: ToolKeys
  readonly plan: Plan
  /** What was read just now; the guards hold it to that. */
  readonly live: Live
  readonly owner: Owner
  readonly lineage: string
  readonly entry: Omit<LedgerEntry, 'revision'>
  readonly record: ApplyRecord
  /** Under which the generations that the plan names stay whole. */
  readonly guards: readonly Compare[]
  readonly filled: FilledDocuments
  readonly pending: PendingParts
  /** Of the history. */
  readonly removing: readonly Operation[]
}

/** The transaction of an apply. */
export interface BuiltTransaction {
  readonly txn: Txn
  /** Also removes of the history what it was to, as there was room. */
  readonly isTrimming: boolean
}

/** Values of an apply beside which the names of blobs to remove find room in what etcd takes as one request. */
const roomyBytes = 512 * 1024

/**
 * The one transaction of an apply. Guards stand at the root only: a compare in a nested transaction does not stop
 * its siblings. In the failure branch: the epoch, the entry of our seq, the owner, the list of owners, and the guarded keys.
 */
export function buildTransaction(parts: TransactionParts): BuiltTransaction {
  const { keys, plan, live, removing } = parts
  refuseForbidden(plan, live)
  const writes = plan.changes.flatMap((change) => writeOf(change, parts.filled))
  const taking = takeKeys(parts, parts.entry.applyId)
  const records = [...recordsOf(parts), ...parts.pending.operations, ...taking.put]
  const { compare, guarded } = guardsOf(
    { ...parts, guards: [...parts.guards, ...parts.pending.compare, ...taking.compare] },
    writes.length + records.length,
  )
  const root = { own: records.length, compares: compare.length }
  const isTrimming =
    removing.length > 0 && writes.length + removing.length <= roomFor(root) && bytesOf(writes) <= roomyBytes
  const nested = nestOperations(isTrimming ? [...writes, ...removing] : writes, root)
  const txn: Txn = {
    cluster: live.cluster,
    compare,
    success: [...records, ...nested],
    failure: [
      { kind: 'range', key: keys.epoch },
      { kind: 'range', key: ledgerKey(keys, (live.epoch?.seq ?? 0) + 1) },
      { kind: 'range', key: keys.owner },
      { kind: 'range', key: ownersKey(plan.prefix), keysOnly: true },
      ...guarded.map((key) => ({ kind: 'range' as const, key, keysOnly: true })),
    ],
  }
  return { txn, isTrimming }
}

function bytesOf(operations: readonly Operation[]): number {
  return operations.reduce((sum, one) => sum + (one.kind === 'put' ? one.value.length : 0), 0)
}

/** Planning and reading a plan file have refused these; whatever got past them ends here, and nothing is sent. */
function refuseForbidden(plan: Plan, live: Live): void {
  const scope = { ...plan, isManaged: (key: string) => live.index.has(key) }
  for (const change of plan.changes) {
    const problem = keyProblem(change, scope)
    if (problem !== undefined) throw new ForbiddenKeyError(`${change.key} ${problem}: no plan may touch it`)
  }
}

/** A plan that got past all checks, and must not be applied. */
class ForbiddenKeyError extends Error {
  override readonly name = 'ForbiddenKeyError'
}

function recordsOf({ keys, live, owner, lineage, entry }: TransactionParts): Operation[] {
  const { seq, applyId } = entry
  return [
    { kind: 'put', key: keys.epoch, value: encodeEpoch({ seq, lineage, applyId }) },
    { kind: 'put', key: ledgerKey(keys, seq), value: encodeLedgerEntry(entry) },
    ...(live.owner === undefined
      ? [{ kind: 'put' as const, key: keys.owner, value: encodeOwner(owner) }]
      : []),
  ]
}

/** An update keeps the key's lease not for the lease: it fails the whole transaction if the key is gone. */
function writeOf(change: Change, filled: FilledDocuments): Operation[] {
  switch (change.action) {
    case 'own':
    case 'release':
    case 'forget':
      return []
    case 'delete':
      return [{ kind: 'delete', key: change.key }]
    case 'create':
      return [{ kind: 'put', key: change.key, value: bytesAfter(change, filled) }]
    case 'update':
      return [{ kind: 'put', key: change.key, value: bytesAfter(change, filled), ignoreLease: true }]
    default:
      return change satisfies never
  }
}

function bytesAfter(change: Change, filled: FilledDocuments): Uint8Array {
  const bytes = filled.get(change.key)
  if (bytes !== undefined) return bytes
  if (change.after?.secrets !== undefined) throw new Error(`${change.key} was not filled`)
  return decodeBytes(textAfter(change) ?? '')
}

/** Each key by its revision while they fit, and by its contents too if there is room; else managed prefixes as ranges. */
function guardsOf(
  { keys, plan, live, record, guards }: TransactionParts,
  operations: number,
): { compare: Compare[]; guarded: string[] } {
  const fixed = [
    ...epochGuards(keys, live.epoch),
    ownerGuard(keys, live.owner),
    ...guards,
    ...record.blobs.slice(0, guardedBlobs).map((blob) => blobGuard(keys, blob.sha256)),
  ]
  // No two changes have one key: where they alone are too many, nothing is gathered.
  const mayFit = operations <= operationsLimit && plan.changes.length <= operationsLimit
  const all = mayFit ? [...new Set([...plan.changes, ...plan.reads].map(({ key }) => key))] : []
  if (!mayFit || fixed.length + all.length > operationsLimit) {
    const guarded = keysBeyondRanges(plan)
    const ranges = plan.managedPrefixes.map((prefix) => rangeGuard(prefix, live.revision))
    const exact = guarded.map((key) => revisionGuard(key, live.entries.get(key)))
    return { compare: [...fixed, ...ranges, ...exact], guarded }
  }
  const exact = all.map((key) => revisionGuard(key, live.entries.get(key)))
  const contents = contentGuards(all, live)
  const hasRoom = fixed.length + exact.length + contents.length <= operationsLimit
  return { compare: [...fixed, ...exact, ...(hasRoom ? contents : [])], guarded: all }
}

/** Contents do not repeat after a restore, as revisions do. */
function contentGuards(keys: readonly string[], live: Live): Compare[] {
  const present = keys.flatMap((key) => live.entries.get(key) ?? [])
  const bytes = present.reduce((sum, kv) => sum + kv.value.length, 0)
  return bytes <= contentGuardBytes ? present.map(contentGuard) : []
}

/** A range compare sees no delete: reads, whose absence matters, and keys elsewhere keep guards of their own. */
function keysBeyondRanges(plan: Plan): string[] {
  const elsewhere = plan.changes.filter((change) => !isCovered(change, plan.managedPrefixes))
  return [...new Set([...elsewhere, ...plan.reads].map(({ key }) => key))]
}
