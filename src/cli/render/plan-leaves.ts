import {
  decodePointer,
  encodePointer,
  type JsonValue,
  type LeafChange,
  parentPointer,
  readablePointer,
  valueAt,
} from '../../model/index.ts'
import type { Paint } from '../terminal.ts'
import { renderPlace, renderValue, shortenId } from './values.ts'

export interface LeafView {
  readonly paint: Paint
  /** The document after the change, null when the key goes: what went with its object is one line. Absent: a line a leaf. */
  readonly after?: JsonValue
}

interface Row {
  readonly sign: '+' | '-' | '~'
  readonly name: string
  readonly value: string
  readonly effect: string
  readonly place: string
}

const widestName = 48
const widestValue = 40

/** One line a leaf: sign, name, values, effect, place; the leaves of an object that went as one line. */
export function renderLeaves(leaves: readonly LeafChange[], view: LeafView): string[] {
  const rows = foldRemoved(leaves, view.after).map(leafRow)
  const nameWidth = Math.min(widestName, Math.max(0, ...rows.map((row) => row.name.length)))
  const valueWidth = Math.min(widestValue, Math.max(0, ...rows.map((row) => row.value.length)))
  const colour = { '+': 'green', '-': 'red', '~': 'yellow' } as const
  return rows.map((row) => {
    const effect = row.effect === 'none' ? '-' : row.effect
    const columns = [row.name.padEnd(nameWidth), row.value.padEnd(valueWidth), effect.padEnd(7), row.place]
    return `  ${view.paint(colour[row.sign], row.sign)} ${columns.join('  ')}`.trimEnd()
  })
}

/** One removed thing: a leaf, or the object or list that held several removed leaves and went with them. */
export interface Removed {
  readonly pointer: string
  readonly leaves: readonly LeafChange[]
}

/** Groups removed leaves under the topmost value that is no longer in the document. */
export function groupRemoved(leaves: readonly LeafChange[], after: JsonValue): Removed[] {
  const groups = new Map<string, LeafChange[]>()
  for (const leaf of leaves) {
    const pointer = topmostMissing(leaf.pointer, after)
    groups.set(pointer, [...(groups.get(pointer) ?? []), leaf])
  }
  return [...groups].map(([pointer, members]) => ({ pointer, leaves: members }))
}

/** True when the change takes the leaf away. */
export function isRemoval(leaf: LeafChange): boolean {
  return leaf.from !== undefined && leaf.to === undefined
}

type Shown = LeafChange | Removed

function foldRemoved(leaves: readonly LeafChange[], after: JsonValue | undefined): Shown[] {
  if (after === undefined) return [...leaves]
  const removed = groupRemoved(leaves.filter(isRemoval), after)
  return [...leaves.filter((leaf) => !isRemoval(leaf)), ...removed].sort((a, b) =>
    a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0,
  )
}

function topmostMissing(pointer: string, after: JsonValue): string {
  const segments = decodePointer(pointer)
  for (let depth = 1; depth < segments.length; depth++) {
    const ancestor = encodePointer(segments.slice(0, depth))
    if (valueAt(after, ancestor) === undefined) return ancestor
  }
  return pointer
}

function leafRow(shown: Shown): Row {
  if (!('leaves' in shown))
    return isRemoval(shown) ? removedRow({ pointer: shown.pointer, leaves: [shown] }) : changedRow(shown)
  return removedRow(shown)
}

function removedRow({ pointer, leaves }: Removed): Row {
  const [first] = leaves
  const values = leaves.map((leaf) => leafValue(leaf, leaf.from))
  return {
    sign: '-',
    name: leafName(pointer, first?.isElement === true && leaves.length === 1),
    value: values.length > 4 ? `${values.length} values` : values.join(', '),
    effect: first?.effect ?? 'none',
    place: first?.at === undefined ? '' : renderPlace(first.at),
  }
}

function changedRow(leaf: LeafChange): Row {
  const isAdded = leaf.from === undefined && leaf.fromSha256 === undefined && leaf.to !== undefined
  const to = leafValue(leaf, leaf.to)
  return {
    sign: isAdded ? '+' : '~',
    name: leafName(leaf.pointer, leaf.isElement === true),
    value: isAdded || leaf.isSecret ? to : `${valueBefore(leaf)} → ${to}`,
    effect: leaf.effect,
    place: leaf.at === undefined ? '' : renderPlace(leaf.at),
  }
}

/** An element of a list is shown under the name of the list: its index says nothing. */
function leafName(pointer: string, isElement: boolean): string {
  return readablePointer(isElement ? (parentPointer(pointer) ?? '') : pointer)
}

function valueBefore(leaf: LeafChange): string {
  return leaf.fromSha256 === undefined
    ? leafValue(leaf, leaf.from)
    : `not JSON (sha256 ${shortenId(leaf.fromSha256)})`
}

function leafValue(leaf: LeafChange, value: JsonValue | undefined): string {
  if (leaf.isSecret) return '(secret, changed)'
  return value === undefined ? '' : renderValue(value, leaf.unit)
}
