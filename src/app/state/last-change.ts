import { readAppliedState, readHistory } from '../../apply/index.ts'
import {
  canonicalJson,
  isApply,
  type JsonValue,
  type LedgerEntry,
  type Store,
  valueAt,
} from '../../model/index.ts'
import { readDocument } from '../../plan/index.ts'

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
    const bytes = (await readAppliedState(store, prefix, seq))?.get(key)?.bytes
    const value = bytes === undefined ? undefined : valueIn(bytes, pointer)
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

/** Bytes that cannot be read as JSON have no value at any pointer. */
function valueIn(bytes: Uint8Array, pointer: string): JsonValue | undefined {
  const document = readDocument(bytes)
  return document === undefined ? undefined : valueAt(document, pointer)
}
