import { nameOfFormat } from '../../../formats/index.ts'
import type { Effect, JsonValue, LeafChange, UnreadBytes } from '../../../model/index.ts'
import type { Paint } from '../../terminal/terminal.ts'
import { displayWidth, padColumns } from '../text/display-width.ts'
import { escapeText } from '../text/plain-text.ts'
import { renderBytes, renderPlace, renderSides, renderValue, shortenId } from '../text/values.ts'
import { groupLeaves, type LeafGroup, listValues, signOf } from './leaf-groups.ts'
import { placeInList } from './leaf-names.ts'

export interface LeafView {
  readonly paint: Paint
  /** Every value, however many are on one line, and each of them whole. */
  readonly showAll?: boolean
}

/** A line of a table of leaves. */
export interface LeafRow {
  readonly sign: '+' | '-' | '~'
  readonly name: string
  readonly value: string
  readonly effect: string
  readonly place: string
}

const widestName = 48
const widestValue = 40

/** One line a leaf: sign, name, values, effect, place; what went as a whole, and a run of elements, as one line. */
export function renderLeaves(leaves: readonly LeafChange[], { paint, showAll = false }: LeafView): string[] {
  return renderRows(leafRows(leaves, showAll), paint)
}

/** The lines of `renderLeaves` before they are laid out. */
export function leafRows(leaves: readonly LeafChange[], showAll: boolean): LeafRow[] {
  return groupLeaves(leaves).map((group) => rowOf(group, showAll))
}

/** Rows as lines, in columns. */
export function renderRows(rows: readonly LeafRow[], paint: Paint): string[] {
  const nameWidth = widthOf(rows, 'name', widestName)
  const valueWidth = widthOf(rows, 'value', widestValue)
  const colour = { '+': 'green', '-': 'red', '~': 'yellow' } as const
  return rows.map((row) => {
    const effect = row.effect === 'none' ? '-' : row.effect
    const columns = [padColumns(row.name, nameWidth), padColumns(row.value, valueWidth), effect.padEnd(7)]
    return `  ${paint(colour[row.sign], row.sign)} ${[...columns, row.place].join('  ')}`.trimEnd()
  })
}

/** The strongest effect of its leaves. */
export function effectOf({ leaves }: LeafGroup): Effect {
  const effects = new Set(leaves.map(({ effect }) => effect))
  return effects.has('restart') ? 'restart' : effects.has('live') ? 'live' : 'none'
}

/** What a group of leaves was and will be, each as a text of its own; undefined where there is nothing. */
export interface LeafSides {
  readonly from?: string
  readonly to?: string
}

/** The sides of what `leafRows` says in one value: `0.7` and `0.8`, nothing and `3389 at 2`. */
export function leafSides(group: LeafGroup, showAll: boolean): LeafSides {
  const [leaf] = group.leaves
  if (leaf.isMove) {
    const what = group.isIdentified ? '' : `${renderValue(leaf.from ?? null, leaf.unit, showAll)} `
    return {
      from: `${what}at ${placeInList(leaf.fromPointer ?? '')}`,
      to: `${what}at ${placeInList(leaf.pointer)}`,
    }
  }
  const sign = signOf(leaf)
  if (sign === '+' || leaf.isEmptied) return { to: valueText(group, showAll) }
  if (sign === '-') return { from: valueText(group, showAll) }
  return changedSides(leaf, showAll)
}

/** What happens to a leaf, without its name: `0.7 → 0.8`, `443 moved 3 → 1`. */
export function leafText(leaf: LeafChange, showAll = false): string {
  const [group] = groupLeaves([leaf])
  return group === undefined ? '' : valueText(group, showAll)
}

/** `NOT JSON`, `NOT YAML`: what cannot be read, as a danger. */
export function unreadWord({ format }: UnreadBytes): `NOT ${string}` {
  return `NOT ${nameOfFormat(format).toUpperCase()}`
}

/** `no JSON, 35 bytes, sha256 27c8…f1` */
export function unreadText({ problem, bytes, sha256 }: UnreadBytes): string {
  const size = `${problem}, ${renderBytes(bytes)}`
  return sha256 === undefined
    ? `${size}, perhaps with a secret in it`
    : `${size}, sha256 ${shortenId(sha256)}`
}

/** What is said of contents that differ in nothing that they say. */
export function otherBytesLine({ otherBytes }: { readonly otherBytes?: string }): string[] {
  return otherBytes === undefined ? [] : [`  ~ same values, other bytes: ${otherBytes}`]
}

/** What stands on top where contents that cannot be read are among those compared, one line a key. */
export function unreadLines(
  keys: readonly { readonly key: string; readonly leaves: readonly LeafChange[] }[],
  paint: Paint,
): string[] {
  return keys.flatMap(({ key, leaves }) => {
    const bytes = new Map(
      leaves
        .flatMap(({ fromBytes, toBytes }) => [fromBytes, toBytes])
        .flatMap((each) => (each ? [[unreadText(each), each]] : [])),
    )
    return [...bytes.values()].map(
      (each) => `${paint('red', `! ${unreadWord(each)}`)}  ${escapeText(key)}: ${unreadText(each)}`,
    )
  })
}

/** The widest cell that is no wider than `most`; a wider one pushes its own line out, and no other. */
function widthOf(rows: readonly LeafRow[], column: 'name' | 'value', most: number): number {
  return rows.reduce((widest, row) => {
    const width = displayWidth(row[column])
    return width <= most ? Math.max(widest, width) : widest
  }, 0)
}

function rowOf(group: LeafGroup, showAll: boolean): LeafRow {
  const { leaves, name } = group
  const at = leaves.find((leaf) => leaf.at !== undefined)?.at
  return {
    sign: signOf(leaves[0]),
    name,
    value: valueText(group, showAll),
    effect: effectOf(group),
    place: at === undefined ? '' : renderPlace(at),
  }
}

function valueText(group: LeafGroup, showAll: boolean): string {
  const [leaf] = group.leaves
  if (leaf.isMove) return moveText(leaf, group, showAll)
  if (leaf.isEmptied) return `now ${renderValue(leaf.to as JsonValue)}` // an emptied leaf has what is left
  if (signOf(leaf) === '~') return changeText(leaf, showAll)
  const values = listValues(group, showAll)
  const isNewList =
    leaf.isElement && leaf.to !== undefined && leaf.partOf !== undefined && !group.isIdentified
  return isNewList ? `[${values}]` : `${values}${placeText(group)}`
}

function moveText(leaf: LeafChange, { isIdentified }: LeafGroup, showAll: boolean): string {
  const what = isIdentified ? '' : `${renderValue(leaf.from ?? null, leaf.unit, showAll)} `
  return `${what}moved ${placeInList(leaf.fromPointer ?? '')} → ${placeInList(leaf.pointer)}`
}

/** Where elements came in, or stood; of a list that came or went as a whole, and of one that is named, it is clear. */
function placeText({ leaves, isIdentified }: LeafGroup): string {
  const [first] = leaves
  const isClear = isIdentified && signOf(first) === '-'
  if (!first.isElement || first.partOf !== undefined || isClear) return ''
  const last = leaves.at(-1) ?? first
  const [start, end] = [placeInList(first.pointer), placeInList(last.pointer)]
  return start === end ? ` at ${start}` : ` at ${start}..${end}`
}

function changeText(leaf: LeafChange, showAll: boolean): string {
  const { from, to } = changedSides(leaf, showAll)
  return from === undefined ? (to ?? '') : `${from} → ${to}`
}

function changedSides(leaf: LeafChange, showAll: boolean): LeafSides {
  const { from, to, unit, fromBytes, toBytes, isSecret } = leaf
  if (fromBytes !== undefined || toBytes !== undefined)
    return { from: bytesText(fromBytes), to: bytesText(toBytes) }
  if (from === undefined || to === undefined) return { to: 'written again' }
  const [before, after] = renderSides(from, to, { unit, isWhole: showAll })
  const isHidden = isSecret && before === '(secret)' && after === '(secret)'
  if (isHidden) return { to: '(secret, changed)' }
  return { from: before, to: leaf.isRename ? `${after} (renamed)` : after }
}

function bytesText(bytes: UnreadBytes | undefined): string {
  return bytes === undefined ? 'JSON' : `(${unreadText(bytes)})`
}
