import {
  type Epoch,
  type KeyValue,
  type LedgerEntry,
  ledgerKey,
  type Store,
  StoreError,
  type ToolKeys,
  type Txn,
  toolKeys,
} from '../model/index.ts'
import { decodeEpoch, decodeLedgerEntry, encodeEpoch, encodeLedgerEntry } from '../records/index.ts'
import type { Clock } from './clock.ts'
import { epochGuards } from './guards.ts'
import { kvsOf, readKeys } from './history/read-blobs.ts'
import type { JournalEntry } from './journal.ts'

/** What is certain about an apply whose answer was lost. */
export type FenceOutcome =
  | { readonly kind: 'applied'; readonly revision: number; readonly seq: number }
  | { readonly kind: 'not-applied'; readonly seq: number }
  /** The ledger was trimmed past it. */
  | { readonly kind: 'expired'; readonly seq: number }
  | { readonly kind: 'store-went-back'; readonly problem: string }
  /** Nothing is certain yet. */
  | { readonly kind: 'unresolved'; readonly problem: string }

/** How long to try. */
export interface FenceRequest {
  readonly store: Store
  readonly entry: JournalEntry
  /** ISO 8601, for the ledger. */
  readonly when: string
  readonly clock: Clock
  readonly withinMilliseconds: number
  /** Aborted: the attempt under way is the last. */
  readonly signal?: AbortSignal
  readonly onAttempt?: (attempt: number) => void
}

/**
 * Ends an apply whose outcome is unknown: advances the epoch under the very guard that the apply was sent with, so
 * that at most one of the apply and its fences ever wins, and reads in the ledger which. The fence alone may be
 * repeated; the apply never is.
 */
export async function fenceApply(request: FenceRequest): Promise<FenceOutcome> {
  const { store, entry, clock, signal } = request
  const deadline = clock.now() + request.withinMilliseconds
  const fence = buildFence(entry, request.when)
  for (let attempt = 1, pause = 50; ; attempt++, pause = Math.min(pause * 2, 2000)) {
    request.onAttempt?.(attempt)
    const outcome = await tryFence(store, entry, fence)
    if (outcome.kind !== 'unresolved' || clock.now() + pause > deadline) return outcome
    await clock.wait(pause, signal)
    if (signal?.aborted) return outcome
  }
}

async function tryFence(store: Store, entry: JournalEntry, fence: Txn): Promise<FenceOutcome> {
  try {
    const { succeeded, results } = await store.txn(fence)
    if (succeeded) return { kind: 'not-applied', seq: entry.seq }
    return outcomeIn(entry, toolKeys(entry), results.flatMap(kvsOf))
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    // a full etcd takes no fence, but what the ledger already says is as certain
    if (error.code === 'no-space') return await readOutcome(store, entry, error.message)
    return { kind: 'unresolved', problem: error.message }
  }
}

/** The fence as a transaction; its failure branch reads what tells the outcome. */
function buildFence(entry: JournalEntry, when: string): Txn {
  const keys = toolKeys(entry)
  const ledger: LedgerEntry = {
    seq: entry.seq,
    applyId: entry.fenceId,
    kind: 'fence',
    who: entry.who,
    when,
    fenced: entry.applyId,
    ...(entry.manifest === undefined ? {} : { manifest: entry.manifest }),
  }
  const epoch = { seq: entry.seq, lineage: entry.lineage, applyId: entry.fenceId }
  return {
    cluster: entry.cluster,
    compare: epochGuards(keys, guardedEpoch(entry)),
    success: [
      { kind: 'put', key: keys.epoch, value: encodeEpoch(epoch) },
      { kind: 'put', key: ledgerKey(keys, entry.seq), value: encodeLedgerEntry(ledger) },
    ],
    failure: evidenceKeys(entry, keys).map((key) => ({ kind: 'range' as const, key })),
  }
}

function guardedEpoch({ epoch }: JournalEntry): Pick<Epoch, 'modRevision' | 'value'> | undefined {
  if (epoch === null) return undefined
  return { modRevision: epoch.modRevision, value: Buffer.from(epoch.value, 'base64') }
}

function evidenceKeys(entry: JournalEntry, keys: ToolKeys): string[] {
  return [keys.epoch, ledgerKey(keys, entry.seq), ...(entry.seq > 1 ? [ledgerKey(keys, entry.seq - 1)] : [])]
}

async function readOutcome(store: Store, entry: JournalEntry, problem: string): Promise<FenceOutcome> {
  try {
    const keys = toolKeys(entry)
    const evidence = await readKeys(store, evidenceKeys(entry, keys))
    const epoch = evidence.find((kv) => kv.key === keys.epoch)
    // while the epoch stands, an apply on its way can still land: absence is not evidence
    if ((epoch?.modRevision ?? 0) === (entry.epoch?.modRevision ?? 0)) return { kind: 'unresolved', problem }
    return outcomeIn(entry, keys, evidence)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { kind: 'unresolved', problem: error.message }
  }
}

/** The outcome from the epoch and the ledger, read together after the guarded epoch was found gone. */
function outcomeIn(entry: JournalEntry, keys: ToolKeys, evidence: readonly KeyValue[]): FenceOutcome {
  const epochKv = evidence.find((kv) => kv.key === keys.epoch)
  if (epochKv === undefined) return wentBack('the epoch is gone')
  const epoch = decodeEpoch(epochKv)
  if (epoch.seq < entry.seq)
    return wentBack(`the store is at apply @${epoch.seq}, this one was to be @${entry.seq}`)
  const winner = ledgerAt(evidence, ledgerKey(keys, entry.seq))
  if (winner === undefined) return { kind: 'expired', seq: entry.seq }
  if (winner.applyId === entry.applyId)
    return { kind: 'applied', revision: winner.revision ?? 0, seq: entry.seq }
  const previous = ledgerAt(evidence, ledgerKey(keys, entry.seq - 1))
  if (entry.epoch !== null && previous !== undefined && previous.applyId !== entry.epoch.applyId) {
    return wentBack(`apply @${previous.seq} is not the one that was there when this apply was sent`)
  }
  return { kind: 'not-applied', seq: entry.seq }
}

function ledgerAt(evidence: readonly KeyValue[], key: string): LedgerEntry | undefined {
  const kv = evidence.find((one) => one.key === key)
  return kv === undefined ? undefined : decodeLedgerEntry(kv)
}

function wentBack(problem: string): FenceOutcome {
  return { kind: 'store-went-back', problem }
}
