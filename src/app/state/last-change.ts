import { type AppliedHistory, appliedHistory, readAppliedChanges } from '../../apply/index.ts'
import { loadFormats, readDocument } from '../../formats/index.ts'
import {
  canonicalJson,
  type Home,
  type JsonValue,
  type LedgerEntry,
  type ManagedKey,
  type Store,
  valueAt,
} from '../../model/index.ts'
import { findRenames, type KeysAt, pointerBefore, withRenames } from '../../plan/index.ts'

/** Applies looked through, one by one, for the one that took out a key that is not managed any more. */
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

/** Where a value was after an apply, by its place in the history; no document where it was not there, or could not be read. */
interface Standing {
  readonly place: number
  readonly key: string
  readonly pointer: string
  readonly document: JsonValue | undefined
}

/**
 * The newest apply after which the value is not what it was before; a rename alone changes nothing. None where no apply
 * that is still known had the key.
 */
export async function lastChange(
  store: Store,
  home: Home,
  { key, pointer, keysAt }: Asked,
): Promise<LastChange> {
  const history = appliedHistory(store, home)
  if ((await history.at(0)) === undefined) return {}
  const movedBy: { seq: number; from: string }[] = []
  const managed = await history.after(0, key)
  if (managed === undefined) return await removalOf(key, history)
  let newest: Standing = { place: 0, key, pointer, document: await documentOf(managed) }
  const current = textOf(newest)
  for (;;) {
    newest = { ...newest, place: await history.lastDoneTo(newest.place, newest.key) }
    const before = await standingBefore(newest)
    if (before === undefined || textOf(before) !== current) break
    newest = before
  }
  const changedBy = await history.at(newest.place)
  return { ...(changedBy && { changedBy }), ...(movedBy.length > 0 && { movedBy }) }

  /** Where the value was after the apply before; nothing is known of one before the oldest. */
  async function standingBefore(now: Standing): Promise<Standing | undefined> {
    const [entry, earlier] = [await history.at(now.place), await history.at(now.place + 1)]
    if (entry === undefined || earlier === undefined) return undefined
    const { seq } = entry
    const place = now.place + 1
    const same = await documentOf(await history.after(place, now.key))
    const isSame = same !== undefined && canonicalJson(same) === canonicalJson(now.document ?? null)
    if (isSame) return { ...now, place, document: same }
    const applied = await readAppliedChanges(store, home, entry)
    const { movedFrom, renamed = [] } = applied?.changes.find((change) => change.key === now.key) ?? {}
    const isMoved = same === undefined && movedFrom !== undefined
    if (isMoved) movedBy.push({ seq, from: movedFrom })
    const name = isMoved ? movedFrom : now.key
    const document = isMoved ? await documentOf(await history.after(place, movedFrom)) : same
    const before = { ...now, place, key: name, document }
    if (document === undefined || now.document === undefined) return before
    const documents = { from: document, to: now.document }
    const found = findRenames(renamed, documents, keysAt)
    const around = found.findLast((each) => `${now.pointer}/`.startsWith(`${each.pointer}/`))
    if (around !== undefined) movedBy.push({ seq, from: `${name}#${around.move.from}` })
    const pointerThen = pointerBefore(now.pointer, documents, withRenames(keysAt, found))
    return pointerThen === undefined
      ? { ...before, document: undefined }
      : { ...before, pointer: pointerThen }
  }
}

/** The apply that took a key out. */
async function removalOf(key: string, history: AppliedHistory): Promise<LastChange> {
  for (let place = 1; place < mostApplies && (await history.at(place)) !== undefined; place++) {
    if ((await history.after(place, key)) === undefined) continue
    const changedBy = await history.at(place - 1)
    return changedBy === undefined ? {} : { changedBy }
  }
  return {}
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
