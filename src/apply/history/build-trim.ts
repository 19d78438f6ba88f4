import { type Epoch, type LedgerEntry, ledgerKey, type ToolKeys, type Txn } from '../../model/index.ts'
import { encodeEpoch, encodeLedgerEntry } from '../../records/index.ts'
import { epochGuards, ownerGuard } from '../guards.ts'
import { nestOperations } from '../nest-operations.ts'
import type { StoredSize } from './measure-tool-data.ts'
import type { TrimPlan } from './plan-trim.ts'

/** One transaction's share of a trim. */
export interface TrimPart {
  /** The epoch as it stands: that of the plan, or of the part before. */
  readonly epoch: Epoch
  readonly entries: readonly StoredSize[]
  readonly blobs: readonly StoredSize[]
  /** The trim's own line of history, with the seq after that of the epoch. */
  readonly entry: Omit<LedgerEntry, 'revision'>
}

/**
 * Removes and moves the epoch at once, or does nothing: an apply that found one of these blobs there was guarded on
 * the epoch before. In the failure branch: the entry of our seq, which tells whether an earlier sending came through.
 */
export function buildTrim(keys: ToolKeys, plan: TrimPlan, { epoch, entries, blobs, entry }: TrimPart): Txn {
  const { seq, applyId } = entry
  const compare = [...epochGuards(keys, epoch), ownerGuard(keys, plan.owner)]
  const own = [
    {
      kind: 'put' as const,
      key: keys.epoch,
      value: encodeEpoch({ seq, lineage: epoch.lineage, applyId }),
    },
    { kind: 'put' as const, key: ledgerKey(keys, seq), value: encodeLedgerEntry(entry) },
    ...(entries.length === 0
      ? []
      : [{ kind: 'delete' as const, key: keys.ledger, end: ledgerKey(keys, plan.oldestKept) }]),
  ]
  const deletes = blobs.map(({ key }) => ({ kind: 'delete' as const, key }))
  return {
    compare,
    success: [...own, ...nestOperations(deletes, { own: own.length, compares: compare.length })],
    failure: [{ kind: 'range', key: ledgerKey(keys, seq) }],
  }
}
