import { type LedgerEntry, ledgerKey, type Store, type ToolKeys } from '../model/index.ts'
import { decodeLedgerEntry } from '../records/index.ts'

/** Entry `seq` of the ledger, as of a revision where one is given; undefined where there is none, or it was trimmed. */
export async function readLedgerEntry(
  store: Store,
  keys: ToolKeys,
  { seq, revision }: { readonly seq: number; readonly revision?: number },
): Promise<LedgerEntry | undefined> {
  const at = revision === undefined ? {} : { revision }
  const [kv] = (await store.range({ key: ledgerKey(keys, seq), ...at })).kvs
  return kv === undefined ? undefined : decodeLedgerEntry(kv)
}
