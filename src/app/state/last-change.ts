import { readAppliedState, readHistory } from '../../apply/index.ts'
import { loadFormats, readDocument } from '../../formats/index.ts'
import {
  canonicalJson,
  isApply,
  type JsonValue,
  type LedgerEntry,
  type ManagedKey,
  type Store,
  valueAt,
} from '../../model/index.ts'

/** Applies looked through for the one that last changed a value. */
const mostApplies = 200

/** The newest apply after which the value is not what it was before. */
export async function lastChange(
  store: Store,
  prefix: string,
  { key, pointer }: { readonly key: string; readonly pointer: string },
): Promise<LedgerEntry | undefined> {
  const history = (await readHistory(store, prefix, mostApplies)).filter(isApply)
  const textAfter = async (seq: number) => {
    const managed = (await readAppliedState(store, prefix, seq))?.get(key)
    const value = managed === undefined ? undefined : await valueIn(managed, pointer)
    return value === undefined ? undefined : canonicalJson(value)
  }
  let [newest] = history
  if (newest === undefined) return undefined
  const current = await textAfter(newest.seq)
  for (const entry of history.slice(1)) {
    if ((await textAfter(entry.seq)) !== current) return newest
    newest = entry
  }
  return newest
}

/** Bytes that cannot be read have no value at any pointer. */
async function valueIn({ bytes, format }: ManagedKey, pointer: string): Promise<JsonValue | undefined> {
  await loadFormats([format])
  const document = readDocument(bytes, format)
  return document === undefined ? undefined : valueAt(document, pointer)
}
