import { type ExitCode, exitCodes, type Owner, type PendingApply, type StoreError } from '../model/index.ts'
import type { HistoryKept } from './history/own-trim.ts'

/** A key that is not as the plan saw it. */
export interface MovedKey {
  readonly key: string
  /** `withdrawn`: a rollback took back what the plan would set; `given up`: it is managed no longer. */
  readonly kind: 'modified' | 'created' | 'deleted' | 'leased' | 'withdrawn' | 'given up'
  /** The revision that changed it, where it is known. */
  readonly revision?: number
}

/** What became of an apply: exactly one of these, and what it says is certain. Nothing was written but in `applied`, and perhaps in `unknown`. */
export type ApplyOutcome =
  | {
      readonly kind: 'applied'
      readonly revision: number
      readonly seq: number
      readonly keys: number
      /** Absent where the answer was lost and found out. */
      readonly history?: HistoryKept
      /** Keys that are not left as they were signed: others have written in them since. */
      readonly unsigned?: readonly string[]
    }
  | { readonly kind: 'nothing-to-do'; readonly revision: number }
  /** This very plan was carried out before, and all is as it left it. */
  | { readonly kind: 'already-applied'; readonly seq: number; readonly revision: number }
  /** Keys moved between the last look and the transaction, again and again. */
  | { readonly kind: 'conflict'; readonly moved: readonly MovedKey[]; readonly problem: string }
  /** Live contents are not what the plan saw; `appliedAs`: it was carried out, and they are no longer what it left. */
  | { readonly kind: 'stale'; readonly moved: readonly MovedKey[]; readonly appliedAs?: number }
  | { readonly kind: 'wrong-cluster'; readonly planned: string; readonly actual: string }
  | { readonly kind: 'wrong-owner'; readonly owner: string; readonly expected: string }
  /** Another workspace owns keys that the plan would take. */
  | {
      readonly kind: 'owned-elsewhere'
      readonly owned: readonly { readonly key: string; readonly owner: Owner }[]
    }
  /** Another apply waits to be confirmed: nothing comes on top of it. */
  | { readonly kind: 'unconfirmed'; readonly pending: PendingApply }
  /** A snapshot was restored: revision, epoch or history are not those that were seen. */
  | { readonly kind: 'store-went-back'; readonly problem: string }
  /** A pointer is to name a generation that is neither in the store nor what the sources give. */
  | { readonly kind: 'not-published'; readonly problem: string }
  /** Definitely not applied, because the store said no. */
  | { readonly kind: 'refused'; readonly code: string; readonly problem: string }
  /** Definitely not applied: made impossible by a fence after an unclear answer. */
  | { readonly kind: 'fenced'; readonly seq: number; readonly problem: string }
  /** Never sent: the store could not be reached. */
  | { readonly kind: 'unreachable'; readonly problem: string }
  /** Never sent: it was asked to stop before. */
  | { readonly kind: 'interrupted' }
  /** Not known: the ledger was trimmed past the apply. */
  | { readonly kind: 'expired'; readonly seq: number }
  /** Not known yet: `apply --resume` finds out from the journal. */
  | { readonly kind: 'unknown'; readonly journal: string; readonly problem: string }

/** The exit code of the contract for an outcome. */
export function exitCodeOf(outcome: ApplyOutcome): ExitCode {
  switch (outcome.kind) {
    case 'applied':
    case 'nothing-to-do':
    case 'already-applied':
      return exitCodes.done
    case 'conflict':
    case 'stale':
    case 'wrong-cluster':
    case 'wrong-owner':
    case 'owned-elsewhere':
    case 'unconfirmed':
    case 'store-went-back':
    case 'not-published':
      return exitCodes.conflict
    case 'refused':
      return ['authentication', 'permission'].includes(outcome.code) ? exitCodes.unreachable : exitCodes.error
    case 'fenced':
      return exitCodes.error
    case 'unreachable':
      return exitCodes.unreachable
    case 'interrupted':
      return exitCodes.interrupted
    case 'expired':
    case 'unknown':
      return exitCodes.unknown
    default:
      return outcome satisfies never
  }
}

/** True when a store gave no answer, and the next question would get none either. */
export function isAway({ code }: StoreError): boolean {
  return ['unreachable', 'timeout', 'no-leader', 'closed'].includes(code)
}
