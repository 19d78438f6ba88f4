import { readAppliedChanges, readAppliedState, readHistory } from '../../apply/index.ts'
import { loadFormats, readDocument } from '../../formats/index.ts'
import {
  canonicalJson,
  type Home,
  isApply,
  type JsonValue,
  type LedgerEntry,
  type ManagedKey,
  type Store,
  valueAt,
} from '../../model/index.ts'

/** Applies looked through for the one that last changed a value. */
const mostApplies = 200

/** The apply that last changed a value, and where the value stood before it came to its key. */
export interface LastChange {
  readonly changedBy?: LedgerEntry
  /** Renames that it went through since, newest first. */
  readonly movedBy?: readonly { readonly seq: number; readonly from: string }[]
}

/** The newest apply after which the value is not what it was before; a rename alone changes nothing. */
export async function lastChange(
  store: Store,
  home: Home,
  { key: name, pointer }: { readonly key: string; readonly pointer: string },
): Promise<LastChange> {
  const history = (await readHistory(store, home, mostApplies)).filter(isApply)
  const textAfter = async (seq: number, key: string) => {
    const managed = (await readAppliedState(store, home, seq))?.get(key)
    const value = managed === undefined ? undefined : await valueIn(managed, pointer)
    return value === undefined ? undefined : canonicalJson(value)
  }
  let [newest] = history
  if (newest === undefined) return {}
  let key = name
  const movedBy: { seq: number; from: string }[] = []
  const current = await textAfter(newest.seq, key)
  for (const entry of history.slice(1)) {
    let before = await textAfter(entry.seq, key)
    const from: string | undefined =
      before === undefined ? await movedFrom(store, home, { newest, key }) : undefined
    if (from !== undefined) {
      movedBy.push({ seq: newest.seq, from })
      key = from
      before = await textAfter(entry.seq, key)
    }
    if (before !== current) break
    newest = entry
  }
  return { changedBy: newest, ...(movedBy.length > 0 && { movedBy }) }
}

/** The key that this one was renamed from, by that apply. */
async function movedFrom(
  store: Store,
  home: Home,
  { newest, key }: { readonly newest: LedgerEntry; readonly key: string },
): Promise<string | undefined> {
  const applied = await readAppliedChanges(store, home, newest)
  return applied?.changes.find((change) => change.key === key)?.movedFrom
}

/** Bytes that cannot be read have no value at any pointer. */
async function valueIn({ bytes, format }: ManagedKey, pointer: string): Promise<JsonValue | undefined> {
  await loadFormats([format])
  const document = readDocument(bytes, format)
  return document === undefined ? undefined : valueAt(document, pointer)
}
