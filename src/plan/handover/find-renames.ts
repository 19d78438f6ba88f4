import {
  appendPointer,
  decodePointer,
  encodePointer,
  followMoves,
  type JsonArray,
  type JsonValue,
  type Move,
  valueAt,
} from '../../model/index.ts'
import type { KeysAt } from '../leaves/index.ts'
import { identify, type RecordedKeys, type Renamed, recordKeys } from '../lists/index.ts'
import { indexesOf, locateElement } from './locate-element.ts'

/** An element that goes by another name in the newer of two documents. */
export interface FoundRename extends Renamed {
  /** By pointers that name elements by what identifies them, over all names in between. */
  readonly move: Move
  /** Where its list is in the older document, and in the newer one. */
  readonly listBefore: string
  readonly listAfter: string
  /** Where it is itself in the newer document. */
  readonly pointer: string
}

/** By what the elements of two documents are told apart, and which of them were renamed. */
export interface ElementsOf {
  readonly keys: RecordedKeys
  /** As a plan carries them; absent: none. */
  readonly renamed?: readonly Move[]
}

/** What `diffLeaves` and its like need to know of the elements of two documents, and what is told of it. */
export function elementsOf(moves: readonly Move[], documents: Documents, keysAt: KeysAt): ElementsOf {
  const keys = recordKeys(keysAt)
  const found = findRenames(moves, documents, keys.keysAt)
  if (found.length === 0) return { keys }
  return {
    keys: { ...keys, keysAt: withRenames(keys.keysAt, found) },
    renamed: found.map(({ move }) => move),
  }
}

interface Documents {
  readonly from: JsonValue | undefined
  readonly to: JsonValue | undefined
}

/**
 * The renames that lead from one document to another: the old name is only in the older one, the new name only in the
 * newer one, and the list is the same. Two that would become one are none.
 */
export function findRenames(moves: readonly Move[], { from, to }: Documents, keysAt: KeysAt): FoundRename[] {
  if (from === undefined || to === undefined || moves.length === 0) return []
  const found: FoundRename[] = []
  // Those around others first: a list is the same under the new name of what it is in.
  const names = [...new Set(moves.map((move) => move.from))].sort((a, b) => depth(a) - depth(b))
  for (const name of names) {
    const isThere = (other: string) => locateElement(to, other, keysAt).kind === 'found'
    const newest = followMoves(name, moves, isThere)
    const move = newest === undefined ? undefined : { from: nameBefore(name, found), to: newest }
    const rename = move && renameOf(move, { from, to }, { keysAt, found })
    if (rename !== undefined) found.push(rename)
  }
  const isOnly = ({ move }: FoundRename) => found.filter((each) => each.move.to === move.to).length === 1
  return found.filter(isOnly)
}

/** The same questions, answered with the renames in the lists of the older document or, by default, of the newer one. */
export function withRenames(
  keysAt: KeysAt,
  found: readonly FoundRename[],
  side: 'before' | 'after' = 'after',
): KeysAt {
  if (found.length === 0) return keysAt
  return (pointer) => {
    const renamed = found.filter(({ listBefore, listAfter }) =>
      side === 'before' ? listBefore === pointer : listAfter === pointer,
    )
    return { ...keysAt(pointer), ...(renamed.length > 0 && { renamed }) }
  }
}

/** What is around an element may have had another name too. */
function nameBefore(name: string, found: readonly FoundRename[]): string {
  const around = found.findLast(({ move }) => name.startsWith(`${move.to}/`))
  return around === undefined ? name : around.move.from + name.slice(around.move.to.length)
}

function renameOf(
  move: Move,
  { from, to }: { readonly from: JsonValue; readonly to: JsonValue },
  { keysAt, found }: { readonly keysAt: KeysAt; readonly found: readonly FoundRename[] },
): FoundRename | undefined {
  const [before, after] = [locateElement(from, move.from, keysAt), locateElement(to, move.to, keysAt)]
  if (
    before.kind !== 'found' ||
    after.kind !== 'found' ||
    !isSameList(
      move,
      found.map((each) => each.move),
    )
  )
    return undefined
  const lists = [valueAt(from, before.list), valueAt(to, after.list)] as [JsonArray, JsonArray]
  const ids = identify(...lists, { keys: keysAt(after.list).keys })
  if (ids === undefined) return undefined
  const [old, now] = [decodePointer(move.from).at(-1) ?? '', decodePointer(move.to).at(-1) ?? '']
  const isOnly =
    indexesOf(ids.ours, old)[0] === before.index &&
    indexesOf(ids.theirs, now)[0] === after.index &&
    indexesOf(ids.ours, now).length === 0 &&
    indexesOf(ids.theirs, old).length === 0
  if (!isOnly) return undefined
  const pointer = appendPointer(after.list, after.index)
  return { move, listBefore: before.list, listAfter: after.list, pointer, from: before.id, to: after.id }
}

/** True where what is around an element has kept its name, or was found to be renamed itself. */
export function isSameList({ from, to }: Move, renames: readonly Move[]): boolean {
  const [old, now] = [decodePointer(from), decodePointer(to)]
  if (old.length !== now.length) return false
  return old.slice(0, -1).every((step, index) => {
    if (step === now[index]) return true
    const [around, renamed] = [old, now].map((steps) => encodePointer(steps.slice(0, index + 1)))
    return renames.some((move) => move.from === around && move.to === renamed)
  })
}

function depth(pointer: string): number {
  return pointer.split('/').length
}
