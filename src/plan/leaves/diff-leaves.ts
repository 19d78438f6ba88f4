import { type JsonArray, type JsonObject, type JsonValue, jsonType } from '../../model/index.ts'
import {
  alignLists,
  type ElementNames,
  guessedNames,
  type Identities,
  identify,
  numberValues,
  type Pair,
  type ValueNumbers,
} from '../lists/index.ts'
import { isLeaf, isNode } from './leaf.ts'
import { elementStep, memberOf, type Place } from './leaf-frame.ts'
import { type DocumentDifference, leafChange, type RawLeafChange } from './raw-leaf-change.ts'
import { elementTypeChange, typeChange } from './type-change.ts'

/** By which members the elements of the list at a pointer are told apart, best first, and which of them were renamed. */
export type KeysAt = (pointer: string) => ElementNames

/**
 * The leaves in which two documents differ, in the order of the documents with members sorted by name. A leaf is a
 * scalar, an empty list or object, a secret reference, or an element that a list gained, lost or moved, whole. The
 * leaves determine the new document: `applyLeaves` gives it from the old one. Safe for documents of any depth.
 */
export function diffLeaves(from: JsonValue, to: JsonValue, keysAt?: KeysAt): RawLeafChange[] {
  return [...diffDocuments(from, to, keysAt).leaves]
}

/** All leaves of a document, as additions. */
export function addedLeaves(to: JsonValue, keysAt?: KeysAt): RawLeafChange[] {
  return [...walk({ ...root, to }, keysAt).leaves]
}

/** All leaves of a document, as removals. */
export function removedLeaves(from: JsonValue, keysAt?: KeysAt): RawLeafChange[] {
  return [...walk({ ...root, from }, keysAt).leaves]
}

/** `diffLeaves` together with the changes of JSON type that the same walk meets. */
export function diffDocuments(from: JsonValue, to: JsonValue, keysAt?: KeysAt): DocumentDifference {
  return walk({ ...root, from, to }, keysAt)
}

const root = { old: { pointer: '' }, now: { pointer: '' } } as const

interface Walk {
  readonly leaves: RawLeafChange[]
  readonly typeChanges: DocumentDifference['typeChanges'][number][]
  readonly keysAt: KeysAt
  readonly numberOf: ValueNumbers
}

/** Depth first on a stack of its own: a document nested 10,000 deep must not overflow ours. */
function walk(start: Place, keysAt: KeysAt = () => guessedNames): DocumentDifference {
  const difference: Walk = { leaves: [], typeChanges: [], keysAt, numberOf: numberValues() }
  const stack = [start]
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const inside = visit(place, difference)
    for (let index = inside.length - 1; index >= 0; index--) stack.push(inside[index] as Place)
  }
  return difference
}

/** Records what differs at the place itself and returns the places inside it. */
function visit(place: Place, walk: Walk): readonly Place[] {
  const { from, to } = place
  if (from === undefined || to === undefined || place.isMove) return visitOne(place, walk)
  if (isSame(from, to, walk)) return []
  if (jsonType(from) !== jsonType(to)) walk.typeChanges.push(typeChange(place.now.pointer, from, to))
  if (isNode(from) && isNode(to)) return membersOf(place, [from, to], walk)
  if (Array.isArray(from) && Array.isArray(to)) return elementsOf(place, [from, to], walk)
  if (isLeaf(from) && isLeaf(to)) {
    walk.leaves.push(leafChange(place))
    return []
  }
  return [without(place, 'to'), without(place, 'from')]
}

/** A value on one side only: a leaf or element is recorded, anything else opened. */
function visitOne(place: Place, walk: Walk): readonly Place[] {
  const value = place.from === undefined ? place.to : place.from
  if (value === undefined) return []
  if (place.isElement || isLeaf(value)) {
    walk.leaves.push(leafChange(place))
    return []
  }
  const [side, frame] =
    place.from === undefined ? (['to', place.now] as const) : (['from', place.old] as const)
  const partOf = place.partOf ?? (frame.pointer === '' ? undefined : frame.pointer)
  const part = partOf === undefined ? {} : { partOf }
  if (Array.isArray(value)) {
    const list: JsonArray = value
    const ids = identify(list, [], walk.keysAt(frame.pointer))?.ours
    return list.map((element, index) => {
      const inside = elementStep(frame, index, ids)
      const now = side === 'to' ? inside : place.now
      return { old: inside, now, [side]: element, isElement: true, ...part }
    })
  }
  const object = value as JsonObject // neither a leaf nor a list
  return Object.keys(object)
    .sort()
    .map((name) => {
      const inside = { old: memberOf(place.old, name), now: memberOf(place.now, name) }
      return { ...inside, [side]: object[name] as JsonValue, ...part }
    })
}

function membersOf(place: Place, [from, to]: readonly [JsonObject, JsonObject], walk: Walk): Place[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .filter((name) => !isSame(memberIn(from, name), memberIn(to, name), walk))
    .sort()
  const members = names.map(
    (name): Place => ({
      old: memberOf(place.old, name),
      now: memberOf(place.now, name),
      ...side('from', memberIn(from, name)),
      ...side('to', memberIn(to, name)),
      ...(place.renamedBy?.includes(name) && { isRename: true }),
    }),
  )
  return Object.keys(to).length === 0 ? [...members, emptied(place)] : members
}

function memberIn(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

function side(name: 'from' | 'to', value: JsonValue | undefined): { from?: JsonValue; to?: JsonValue } {
  return value === undefined ? {} : { [name]: value }
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined, { numberOf }: Walk): boolean {
  return a === b || (a !== undefined && b !== undefined && numberOf(a) === numberOf(b))
}

/** What went first, in the order of the old list, then the new list in its order. */
function elementsOf(place: Place, [from, to]: readonly [JsonArray, JsonArray], walk: Walk): Place[] {
  const { keysAt, numberOf } = walk
  const typeChanged = elementTypeChange(place.now.pointer, from, to)
  if (typeChanged !== undefined) walk.typeChanges.push(typeChanged)
  const aligned = alignLists(from, to, { ...keysAt(place.now.pointer), numberOf })
  const old = (index: number) => elementStep(place.old, index, aligned.ids?.ours)
  const now = (index: number) => elementStep(place.now, index, aligned.ids?.theirs)
  const gone = aligned.removed.map(
    (index): Place => ({ old: old(index), now: place.now, from: from[index] as JsonValue, isElement: true }),
  )
  const inOrder: [number, Place][] = []
  for (const index of aligned.added) {
    inOrder.push([index, { old: now(index), now: now(index), to: to[index] as JsonValue, isElement: true }])
  }
  const stays = (pair: Pair) => ({
    old: old(pair.from),
    now: now(pair.to),
    from: from[pair.from] as JsonValue,
  })
  for (const pair of aligned.moved) {
    inOrder.push([pair.to, { ...stays(pair), isElement: true, isMove: true }])
  }
  for (const pair of [...aligned.moved, ...aligned.kept]) {
    if (isSame(from[pair.from], to[pair.to], walk)) continue
    const change = { ...stays(pair), to: to[pair.to] as JsonValue, ...renamedBy(pair, aligned.ids) }
    inOrder.push([pair.to, change])
  }
  const elements = [...gone, ...inOrder.sort(([a], [b]) => a - b).map(([, element]) => element)]
  return to.length === 0 ? [...elements, emptied(place)] : elements
}

/** By which members an element had another name before. */
function renamedBy({ from }: Pair, ids: Identities | undefined): Pick<Place, 'renamedBy'> {
  const isRenamed = ids !== undefined && ids.pairing !== ids.ours && ids.pairing[from] !== ids.ours[from]
  return isRenamed ? { renamedBy: ids.key } : {}
}

/** The list or object stays, with nothing in it. */
function emptied(place: Place): Place {
  return { ...without(place, 'from'), isEmptied: true }
}

function without(place: Place, missing: 'from' | 'to'): Place {
  const { from, to, ...rest } = place
  if (missing === 'to') return from === undefined ? rest : { ...rest, from }
  return to === undefined ? rest : { ...rest, to }
}
