import { type LedgerEntry, type Store, StoreError, type Txn } from '../../model/index.ts'
import { decodeLedgerEntry } from '../../records/index.ts'
import { kvsOf } from './read-blobs.ts'

/** Sendings of one transaction whose answers get lost. */
const sendings = 3

/**
 * The revision at which a transaction came through that leaves no key changed but the tool's own; undefined when it did not and
 * no longer can. Like a fence it may be sent again after a lost answer: all sendings have one guard and one id. The
 * first read of its failure branch is the entry of its seq.
 */
export async function sendAgain(
  store: Store,
  txn: Txn,
  { applyId }: Pick<LedgerEntry, 'applyId'>,
): Promise<number | undefined> {
  for (let sending = 1; ; sending++) {
    try {
      const { succeeded, revision, results } = await store.txn(txn)
      if (succeeded) return revision
      const [winner] = kvsOf(results[0]).map(decodeLedgerEntry)
      return winner?.applyId === applyId ? winner.revision : undefined
    } catch (error) {
      const isOpen = error instanceof StoreError && error.outcome === 'unknown'
      if (!isOpen || sending === sendings) throw error
    }
  }
}
