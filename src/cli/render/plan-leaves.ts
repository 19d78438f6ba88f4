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
import { displayWidth, padColumns } from './display-width.ts'
import { escapeText, renderChange, renderPlace, renderValue, shortenId } from './values.ts'

export interface LeafView {
  readonly paint: Paint
  /**
   * The document after the change, null when the key goes: what went with its object, and what a list gained or lost,
   * is one line. Absent: a line a leaf.
   */
  readonly after?: JsonValue
  /** Every value, however many are on one line. */
  readonly showAll?: boolean
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
/** An object of more values than these is told by their number. */
const mostMembers = 4

/** One line a leaf: sign, name, values, effect, place; the leaves of an object that went, and the elements of a list, as one line. */
export function renderLeaves(leaves: readonly LeafChange[], view: LeafView): string[] {
  const rows = groupLeaves(leaves, view.after).map((group) => rowOf(group, view.showAll === true))
  const nameWidth = widthOf(rows, 'name', widestName)
  const valueWidth = widthOf(rows, 'value', widestValue)
  const colour = { '+': 'green', '-': 'red', '~': 'yellow' } as const
  return rows.map((row) => {
    const effect = row.effect === 'none' ? '-' : row.effect
    const columns = [padColumns(row.name, nameWidth), padColumns(row.value, valueWidth), effect.padEnd(7)]
    return `  ${view.paint(colour[row.sign], row.sign)} ${[...columns, row.place].join('  ')}`.trimEnd()
  })
}

/** The widest cell that is no wider than `most`; a wider one pushes its own line out, and no other. */
function widthOf(rows: readonly Row[], column: 'name' | 'value', most: number): number {
  return Math.max(0, ...rows.map((row) => displayWidth(row[column])).filter((width) => width <= most))
}

/** Leaves that are one thing to a reader: a leaf, an object that went, or what a list gained or lost. */
export interface LeafGroup {
  readonly pointer: string
  readonly isList: boolean
  readonly leaves: readonly LeafChange[]
}

/** Groups leaves that went by the topmost value that is no longer in the document, and elements by their list. */
export function groupLeaves(leaves: readonly LeafChange[], after: JsonValue | undefined): LeafGroup[] {
  if (after === undefined) {
    return leaves.map((leaf) => ({ pointer: nameOf(leaf), isList: leaf.isElement === true, leaves: [leaf] }))
  }
  const groups = new Map<string, LeafGroup>()
  for (const leaf of leaves) {
    const pointer = isRemoval(leaf) ? topmostMissing(nameOf(leaf), after) : nameOf(leaf)
    const isList = leaf.isElement === true && pointer === nameOf(leaf)
    const id = `${pointer} ${signOf(leaf)}`
    groups.set(id, { pointer, isList, leaves: [...(groups.get(id)?.leaves ?? []), leaf] })
  }
  return [...groups.values()].sort((a, b) => (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0))
}

/** True when the change takes the leaf away. */
export function isRemoval(leaf: LeafChange): boolean {
  return leaf.from !== undefined && leaf.to === undefined
}

/** The values of leaves that came or went together, as far as a line holds them. */
export function listValues({ leaves, isList }: LeafGroup, showAll: boolean): string {
  const values = leaves.map((leaf) => leafValue(leaf, leaf.to === undefined ? leaf.from : leaf.to))
  const whole = values.join(', ')
  if (showAll || values.length === 1 || displayWidth(whole) <= widestValue) return whole
  const shown = isList || values.length <= mostMembers ? fitting(values) : []
  if (shown.length === 0) return `${values.length} values`
  return `${shown.join(', ')} and ${values.length - shown.length} more`
}

/** The values that fit on a line with a count of the others, long ones passed over. */
function fitting(values: readonly string[]): string[] {
  const shown: string[] = []
  for (const value of values) {
    if (displayWidth([...shown, value].join(', ')) <= widestValue - ' and 1,000 more'.length)
      shown.push(value)
  }
  return shown
}

/** An element of a list goes by the name of the list: its index says nothing. */
function nameOf(leaf: LeafChange): string {
  return leaf.isElement === true ? (parentPointer(leaf.pointer) ?? '') : leaf.pointer
}

function topmostMissing(pointer: string, after: JsonValue): string {
  const segments = decodePointer(pointer)
  for (let depth = 1; depth < segments.length; depth++) {
    const ancestor = encodePointer(segments.slice(0, depth))
    if (valueAt(after, ancestor) === undefined) return ancestor
  }
  return pointer
}

function signOf(leaf: LeafChange): Row['sign'] {
  if (isRemoval(leaf)) return '-'
  return leaf.from === undefined && leaf.fromSha256 === undefined && leaf.to !== undefined ? '+' : '~'
}

function rowOf(group: LeafGroup, showAll: boolean): Row {
  const [first] = group.leaves as readonly [LeafChange, ...LeafChange[]] // a group has a leaf
  const sign = signOf(first)
  return {
    sign,
    name: escapeText(readablePointer(group.pointer)),
    value: sign === '~' ? changeText(first) : listValues(group, showAll),
    effect: first.effect,
    place: first.at === undefined ? '' : renderPlace(first.at),
  }
}

function changeText(leaf: LeafChange): string {
  const { from, to, unit, fromSha256 } = leaf
  if (leaf.isSecret) return leafValue(leaf, to)
  if (fromSha256 !== undefined) return `not JSON (sha256 ${shortenId(fromSha256)}) → ${leafValue(leaf, to)}`
  if (from === undefined || to === undefined) return `${leafValue(leaf, from)} → ${leafValue(leaf, to)}`
  return renderChange(from, to, unit)
}

function leafValue(leaf: LeafChange, value: JsonValue | undefined): string {
  if (leaf.isSecret) return '(secret, changed)'
  return value === undefined ? '' : renderValue(value, leaf.unit)
}
