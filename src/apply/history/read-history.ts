import { type Home, type LedgerEntry, ledgerKey, type Store, toolKeys } from '../../model/index.ts'
import { decodeEpoch, decodeLedgerEntry } from '../../records/index.ts'
import { readKeys } from './read-blobs.ts'

/** Entries that one read asks for. */
const batch = 100

/** The newest entries of the ledger, newest first; trimmed ones are left out. */
export async function readHistory(store: Store, home: Home, limit: number): Promise<LedgerEntry[]> {
  const [epoch] = (await store.range({ key: toolKeys(home).epoch })).kvs
  if (epoch === undefined) return []
  const entries: LedgerEntry[] = []
  for (let before = decodeEpoch(epoch).seq + 1; entries.length < limit; before -= batch) {
    const read = await readHistoryBefore(store, home, before)
    if (read.length === 0) break
    entries.push(...read)
  }
  return entries.slice(0, limit)
}

/** Of the hundred entries before `seq`, those that are there, newest first. */
export async function readHistoryBefore(store: Store, home: Home, seq: number): Promise<LedgerEntry[]> {
  const keys = toolKeys(home)
  const names = Array.from({ length: Math.min(batch, seq - 1) }, (_, back) => ledgerKey(keys, seq - 1 - back))
  return (await readKeys(store, names)).map(decodeLedgerEntry)
}
