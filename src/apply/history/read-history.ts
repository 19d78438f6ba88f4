import { type Home, type LedgerEntry, ledgerKey, type Store, toolKeys } from '../../model/index.ts'
import { decodeEpoch, decodeLedgerEntry } from '../../records/index.ts'
import { readKeys } from './read-blobs.ts'

/** The newest entries of the ledger, newest first; trimmed ones are left out. */
export async function readHistory(store: Store, home: Home, limit: number): Promise<LedgerEntry[]> {
  const keys = toolKeys(home)
  const [epoch] = (await store.range({ key: keys.epoch })).kvs
  if (epoch === undefined) return []
  const newest = decodeEpoch(epoch).seq
  const entries: LedgerEntry[] = []
  for (let seq = newest; seq > 0 && entries.length < limit; seq -= 100) {
    const batch = Array.from({ length: Math.min(100, seq) }, (_, back) => ledgerKey(keys, seq - back))
    const kvs = await readKeys(store, batch)
    if (kvs.length === 0) break
    entries.push(...kvs.map(decodeLedgerEntry))
  }
  return entries.slice(0, limit)
}
