import {
  decodePointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Origin,
  type Place,
  type Provenance,
  parentPointer,
} from '../../../model/index.ts'
import type { SourceEdit } from '../source-edit.ts'
import type { DocumentChange } from './document-changes.ts'

/** A change with the edit that makes it; `pointer` is that of what stands at the place. */
export interface PlacedChange {
  readonly change: DocumentChange
  readonly pointer: string
  readonly edit: SourceEdit
  /** The edit is at the name of a member, not at its value. */
  readonly isName?: true
  /** The edit is in a call there, which gives the value. */
  readonly call?: Place
}

/** A change that cannot be made in the sources, why, and the places that have to do with it. */
export interface Unplaced {
  readonly change: DocumentChange
  readonly problem: string
  readonly origin: Origin | undefined
}

/** Where a change is made: at the literal, in the object or list around it, or in what an override replaces. */
export function placeChange(change: DocumentChange, provenance: Provenance): PlacedChange | Unplaced {
  switch (change.kind) {
    case 'added':
      return placeMembers(change, change.pointer, { [change.name]: change.value }, provenance)
    case 'removed':
      return placeRemoval(change, provenance)
    case 'elements':
    case 'value':
      return placeValue(change, provenance)
  }
}

function placeValue(
  change: Extract<DocumentChange, { kind: 'elements' | 'value' }>,
  provenance: Provenance,
): PlacedChange | Unplaced {
  const { pointer, value } = change
  const origin = provenance.get(pointer)
  if (origin?.kind === 'exact') {
    const { at } = origin
    if (change.kind === 'value') return { change, pointer, edit: { at, kind: 'replace', value } }
    const { elements, count } = change
    return { change, pointer, edit: { at, kind: 'elements', elements, count } }
  }
  if (origin?.kind === 'default' && change.kind === 'value')
    return placeMembers(change, ...aroundDefault(change), provenance)
  const scaled = scaledFrom(change, origin)
  if (scaled !== undefined && origin !== undefined) return { change, pointer, edit: scaled, call: origin.at }
  const isContainer = typeof valueBefore(change) === 'object'
  if (origin?.kind === 'computed' && isContainer && pointer !== '')
    return { change, pointer, edit: { at: origin.at, kind: 'patch', path: decodePointer(pointer), value } }
  return { change, problem: problemOf(origin), origin }
}

/** What a helper such as `seconds(5)` makes of one number that is written out. */
function scaledFrom(change: DocumentChange, origin: Origin | undefined): SourceEdit | undefined {
  if (origin?.kind !== 'computed' || change.kind !== 'value') return undefined
  const [at, ...more] = origin.from ?? []
  const { from, value: to } = change
  if (at === undefined || more.length > 0 || !isInside(at, origin.at)) return undefined
  if (typeof from !== 'number' || typeof to !== 'number') return undefined
  return from === 0 ? undefined : { at, kind: 'scale', from, to }
}

/** On the line that the other place begins. */
function isInside(part: Place, whole: Place): boolean {
  const isOnLine = part.file === whole.file && part.line === whole.line
  return isOnLine && part.column > whole.column && part.column < whole.column + (whole.length ?? 1)
}

function valueBefore(change: DocumentChange): JsonValue | undefined {
  return change.kind === 'value' && change.from !== null
    ? change.from
    : change.kind === 'elements'
      ? []
      : undefined
}

/** What a default made is written into the object around it, as far as it differs. */
function aroundDefault({
  pointer,
  from,
  value,
}: Extract<DocumentChange, { kind: 'value' }>): [pointer: string, members: JsonObject] {
  return [parentPointer(pointer) ?? '', { [decodePointer(pointer).at(-1) ?? '']: withoutSame(from, value) }]
}

/** What an object holds beyond another one, which a default gives. */
function withoutSame(from: JsonValue, to: JsonValue): JsonValue {
  if (!isJsonObject(from) || !isJsonObject(to)) return to
  const members = Object.entries(to).flatMap(([name, value]): [string, JsonValue][] => {
    const before = Object.hasOwn(from, name) ? from[name] : undefined
    if (before === undefined) return [[name, value]]
    return JSON.stringify(before) === JSON.stringify(value) ? [] : [[name, withoutSame(before, value)]]
  })
  return Object.fromEntries(members)
}

function placeMembers(
  change: DocumentChange,
  pointer: string,
  members: JsonObject,
  provenance: Provenance,
): PlacedChange | Unplaced {
  const origin = provenance.get(pointer)
  if (origin?.kind === 'exact') {
    const edit = { at: origin.at, kind: 'members', members: new Map(Object.entries(members)) } as const
    return { change, pointer, edit }
  }
  const [[name, value] = ['', null]] = Object.entries(members)
  if (origin?.kind === 'computed') {
    const path = [...decodePointer(pointer), name]
    return { change, pointer, edit: { at: origin.at, kind: 'patch', path, value } }
  }
  return { change, problem: problemOf(origin), origin }
}

function placeRemoval(
  change: Extract<DocumentChange, { kind: 'removed' }>,
  provenance: Provenance,
): PlacedChange | Unplaced {
  const { pointer } = change
  const origin = provenance.get(pointer)
  if (origin?.kind === 'default')
    return { change, problem: 'the default of the schema gives it whenever nothing else is said', origin }
  const around = parentPointer(pointer) ?? ''
  const holder = provenance.get(around)
  if (holder?.kind === 'computed')
    return { change, pointer: around, edit: { at: holder.at, kind: 'patch', path: decodePointer(pointer) } }
  if (origin?.key === undefined) return { change, problem: problemOf(origin), origin }
  return { change, pointer, edit: { at: origin.key, kind: 'remove' }, isName: true }
}

function problemOf(origin: Origin | undefined): string {
  switch (origin?.kind) {
    case 'computed':
      return 'it is computed'
    case 'default':
      return 'it is a default of the schema'
    default:
      return 'its literal is not known'
  }
}
