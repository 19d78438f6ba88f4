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
import { findRenames, type KeysAt, pointerBefore, withRenames } from '../../plan/index.ts'

/** Applies looked through for the one that last changed a value. */
const mostApplies = 200

/** The apply that last changed a value, and where the value stood before it came to its key. */
export interface LastChange {
  readonly changedBy?: LedgerEntry
  /** Renames that it went through since, newest first: of its key, and of elements that it is in. */
  readonly movedBy?: readonly { readonly seq: number; readonly from: string }[]
}

/** Which value, and by what the elements of lists around it are told apart. */
interface Asked {
  readonly key: string
  readonly pointer: string
  readonly keysAt: KeysAt
}

/** Where a value was after an apply; no document where it was not there, or could not be read. */
interface Standing {
  readonly entry: LedgerEntry
  readonly key: string
  readonly pointer: string
  readonly document: JsonValue | undefined
}

/** The newest apply after which the value is not what it was before; a rename alone changes nothing. */
export async function lastChange(
  store: Store,
  home: Home,
  { key, pointer, keysAt }: Asked,
): Promise<LastChange> {
  const [first, ...history] = (await readHistory(store, home, mostApplies)).filter(isApply)
  if (first === undefined) return {}
  const movedBy: { seq: number; from: string }[] = []
  let newest: Standing = { entry: first, key, pointer, document: await documentAfter(first.seq, key) }
  const current = textOf(newest)
  for (const entry of history) {
    const before = await standingBefore(newest, entry)
    if (textOf(before) !== current) break
    newest = before
  }
  return { changedBy: newest.entry, ...(movedBy.length > 0 && { movedBy }) }

  async function documentAfter(seq: number, name: string): Promise<JsonValue | undefined> {
    return await documentOf((await readAppliedState(store, home, seq))?.get(name))
  }

  /** Where the value was after the apply before. */
  async function standingBefore(now: Standing, entry: LedgerEntry): Promise<Standing> {
    const seq = now.entry.seq
    const same = await documentAfter(entry.seq, now.key)
    const isSame = same !== undefined && canonicalJson(same) === canonicalJson(now.document ?? null)
    if (isSame) return { ...now, entry, document: same }
    const applied = await readAppliedChanges(store, home, now.entry)
    const { movedFrom, renamed = [] } = applied?.changes.find((change) => change.key === now.key) ?? {}
    const isMoved = same === undefined && movedFrom !== undefined
    if (isMoved) movedBy.push({ seq, from: movedFrom })
    const name = isMoved ? movedFrom : now.key
    const document = isMoved ? await documentAfter(entry.seq, movedFrom) : same
    const before = { ...now, entry, key: name, document }
    if (document === undefined || now.document === undefined) return before
    const documents = { from: document, to: now.document }
    const found = findRenames(renamed, documents, keysAt)
    const around = found.findLast((each) => `${now.pointer}/`.startsWith(`${each.pointer}/`))
    if (around !== undefined) movedBy.push({ seq, from: `${name}#${around.move.from}` })
    const place = pointerBefore(now.pointer, documents, withRenames(keysAt, found))
    return place === undefined ? { ...before, document: undefined } : { ...before, pointer: place }
  }
}

function textOf({ document, pointer }: Standing): string | undefined {
  const value = document === undefined ? undefined : valueAt(document, pointer)
  return value === undefined ? undefined : canonicalJson(value)
}

/** Bytes that cannot be read have no values. */
async function documentOf(managed: ManagedKey | undefined): Promise<JsonValue | undefined> {
  if (managed === undefined) return undefined
  await loadFormats([managed.format])
  return readDocument(managed.bytes, managed.format)
}
