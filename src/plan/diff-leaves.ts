import { appendPointer, type JsonArray, type JsonObject, type JsonValue, jsonType } from '../model/index.ts'
import { alignElements } from './align-elements.ts'
import { namesOf } from './element-names.ts'
import { isLeaf, isNode, isSameLeaf, isScalar } from './leaf.ts'

/** One leaf that differs. `from` absent: added; `to` absent: removed, and `pointer` is that of the old document. */
export interface RawLeafChange {
  readonly pointer: string
  readonly from?: JsonValue
  readonly to?: JsonValue
  /** Where the leaf was, if an element before it in a list came or went. */
  readonly fromPointer?: string
  /** A list of scalars, there before and after, gained or lost this element. */
  readonly isElement?: true
}

/** A value that is of another JSON type than before. */
export interface TypeChange {
  readonly pointer: string
  readonly from: string
  readonly to: string
}

/** How two documents differ: leaves, and the places where the JSON type is another. */
export interface DocumentDifference {
  readonly leaves: readonly RawLeafChange[]
  readonly typeChanges: readonly TypeChange[]
}

/**
 * The leaves in which two documents differ, in the order of the documents with members sorted by name. A leaf is a
 * scalar, an empty list or object, or a secret reference. Lists of scalars differ by the elements gained and lost,
 * lists of objects with unique names (or ids) by name, other lists by index. Linear but for n log n in lists; safe
 * for documents of any depth.
 */
export function diffLeaves(from: JsonValue, to: JsonValue): RawLeafChange[] {
  return [...diffDocuments(from, to).leaves]
}

/** All leaves of a document, as additions. */
export function addedLeaves(to: JsonValue): RawLeafChange[] {
  return [...walk([{ pointer: '', fromPointer: '', to }]).leaves]
}

/** All leaves of a document, as removals. */
export function removedLeaves(from: JsonValue): RawLeafChange[] {
  return [...walk([{ pointer: '', fromPointer: '', from }]).leaves]
}

/** `diffLeaves` together with the changes of JSON type that the same walk meets. */
export function diffDocuments(from: JsonValue, to: JsonValue): DocumentDifference {
  return walk([{ pointer: '', fromPointer: '', from, to }])
}

/** One place to compare; `pointer` in the new document, `fromPointer` in the old one. */
interface Place {
  readonly pointer: string
  readonly fromPointer: string
  readonly from?: JsonValue
  readonly to?: JsonValue
  readonly isElement?: true
}

interface Found {
  readonly leaves: RawLeafChange[]
  readonly typeChanges: TypeChange[]
}

/** Depth first on a stack of its own: a document nested 10,000 deep must not overflow ours. */
function walk(start: readonly Place[]): DocumentDifference {
  const found: Found = { leaves: [], typeChanges: [] }
  const stack = [...start].reverse()
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const inside = visit(place, found)
    for (let index = inside.length - 1; index >= 0; index--) stack.push(inside[index] as Place)
  }
  return found
}

/** Records what differs at the place itself and returns the places inside it. */
function visit(place: Place, found: Found): readonly Place[] {
  const { from, to } = place
  if (from === undefined) return to === undefined ? [] : visitOne(place, to, found)
  if (to === undefined) return visitOne(place, from, found)
  if (jsonType(from) !== jsonType(to)) {
    found.typeChanges.push({ pointer: place.pointer, from: jsonType(from), to: jsonType(to) })
  }
  if (isNode(from) && isNode(to)) return membersOf(place, from, to)
  if (Array.isArray(from) && Array.isArray(to)) return elementsOf(place, from, to, found)
  if (isLeaf(from) && isLeaf(to)) {
    if (!isSameLeaf(from, to)) found.leaves.push(leafChange(place))
    return []
  }
  return [without(place, 'to'), without(place, 'from')]
}

/** A value on one side only: a leaf is recorded, anything else opened. */
function visitOne(place: Place, value: JsonValue, found: Found): readonly Place[] {
  if (isLeaf(value)) {
    found.leaves.push(leafChange(place))
    return []
  }
  const side = place.from === undefined ? 'to' : 'from'
  if (Array.isArray(value)) return value.map((element, index) => below(place, index, { [side]: element }))
  const object = value as JsonObject // neither a leaf nor a list
  return Object.keys(object)
    .sort()
    .map((name) => below(place, name, { [side]: object[name] as JsonValue }))
}

function membersOf(place: Place, from: JsonObject, to: JsonObject): Place[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort()
  const members = names.map((name) =>
    below(place, name, { ...side('from', from, name), ...side('to', to, name) }),
  )
  const wasEmpty = Object.keys(from).length === 0
  const isEmpty = Object.keys(to).length === 0
  if (wasEmpty === isEmpty) return members
  return [wasEmpty ? without(place, 'to') : without(place, 'from'), ...members]
}

function side(name: 'from' | 'to', object: JsonObject, member: string): { from?: JsonValue; to?: JsonValue } {
  return Object.hasOwn(object, member) ? { [name]: object[member] as JsonValue } : {}
}

function elementsOf(place: Place, from: JsonArray, to: JsonArray, found: Found): Place[] {
  if (from.every(isScalar) && to.every(isScalar)) {
    const typeChange = elementTypeChange(place.pointer, from, to)
    if (typeChange !== undefined) found.typeChanges.push(typeChange)
    return alignedElements(place, [from, to], [from.map(identityOf), to.map(identityOf)], true)
  }
  const names = namesOf(from, to)
  const elements =
    names === undefined ? byIndex(place, from, to) : alignedElements(place, [from, to], names, false)
  if ((from.length === 0) === (to.length === 0)) return elements
  return [from.length === 0 ? without(place, 'to') : without(place, 'from'), ...elements]
}

function alignedElements(
  place: Place,
  [from, to]: readonly [JsonArray, JsonArray],
  [fromIdentities, toIdentities]: readonly [readonly string[], readonly string[]],
  areScalars: boolean,
): Place[] {
  const { kept, removed, added } = alignElements(fromIdentities, toIdentities)
  const mark = areScalars ? { isElement: true as const } : {}
  const gone = removed.map((index) => ({
    ...below(place, index, { from: from[index] as JsonValue }),
    ...mark,
  }))
  const inserted = new Map(
    added.map((index) => [index, { ...below(place, index, { to: to[index] as JsonValue }), ...mark }]),
  )
  if (areScalars) return [...gone, ...inserted.values()]
  for (const pair of kept) {
    inserted.set(pair.to, {
      pointer: appendPointer(place.pointer, pair.to),
      fromPointer: appendPointer(place.fromPointer, pair.from),
      from: from[pair.from] as JsonValue,
      to: to[pair.to] as JsonValue,
    })
  }
  return [...gone, ...[...inserted.entries()].sort(([a], [b]) => a - b).map(([, element]) => element)]
}

function byIndex(place: Place, from: JsonArray, to: JsonArray): Place[] {
  const length = Math.max(from.length, to.length)
  return Array.from({ length }, (_, index) =>
    below(place, index, {
      ...(index < from.length ? { from: from[index] as JsonValue } : {}),
      ...(index < to.length ? { to: to[index] as JsonValue } : {}),
    }),
  )
}

function elementTypeChange(pointer: string, from: JsonArray, to: JsonArray): TypeChange | undefined {
  const known = new Set(from.map(jsonType))
  const stranger = to.find((element) => !known.has(jsonType(element)))
  if (known.size === 0 || stranger === undefined) return undefined
  return {
    pointer,
    from: `array of ${[...known].sort().join(' and ')}`,
    to: `array of ${jsonType(stranger)}`,
  }
}

function below(place: Place, segment: string | number, sides: { from?: JsonValue; to?: JsonValue }): Place {
  return {
    pointer: appendPointer(place.pointer, segment),
    fromPointer: appendPointer(place.fromPointer, segment),
    ...sides,
  }
}

function without(place: Place, missing: 'from' | 'to'): Place {
  const { from, to, ...rest } = place
  if (missing === 'to') return from === undefined ? rest : { ...rest, from }
  return to === undefined ? rest : { ...rest, to }
}

function leafChange({ pointer, fromPointer, from, to, isElement }: Place): RawLeafChange {
  const mark = isElement === undefined ? {} : { isElement }
  if (from === undefined) return { pointer, to: to as JsonValue, ...mark }
  if (to === undefined) return { pointer: fromPointer, from, ...mark }
  return { pointer, from, to, ...(fromPointer === pointer ? {} : { fromPointer }), ...mark }
}

function identityOf(scalar: JsonValue): string {
  return JSON.stringify(scalar)
}
