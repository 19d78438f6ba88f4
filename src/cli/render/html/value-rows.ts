import type { JsonValue, LeafChange } from '../../../model/index.ts'
import type { ReportRow, ValueRow } from '../../../report/index.ts'
import { groupLeaves, isRemoval, type LeafGroup, signOf } from '../plan/leaf-groups.ts'
import { type LeafSides, leafSides } from '../plan/plan-leaves.ts'
import { escapeText } from '../text/plain-text.ts'
import type { Places } from './places.ts'
import { runsBetween, type Unchanged } from './unchanged.ts'

/** Longer values are shown around their first difference; characters. */
const longestValue = 400
/** Values that nothing reads, behind one fold. */
const mostInert = 200
/** So few are shown as they are. */
const fewInert = 2

export interface RowsView {
  readonly places: Places
  /** Values that change and nothing reads are shown like the others. */
  readonly isInertShown?: boolean
  /** The word of a danger that lies in the change of a leaf. */
  readonly dangerOf?: (leaf: LeafChange) => string | undefined
  /** Name of the document, where several stand in one table. */
  readonly prefix?: string
}

/** Changes of leaves as rows, in the order of the document, with what stays between them folded, if `document` is given. */
export function valueRowsOf(
  leaves: readonly LeafChange[],
  view: RowsView,
  document?: { readonly value: JsonValue; readonly budget: Unchanged },
): ReportRow[] {
  const isInert = ({ effect }: LeafChange) => effect === 'none' && view.isInertShown !== true
  const groups = groupLeaves(leaves.filter((leaf) => !isInert(leaf)))
  const inert = groupLeaves(leaves.filter(isInert)).map((group) => rowOf(group, view))
  const rows = groups.map((group) => ({ row: rowOf(group, view), at: pointerAfter(group) }))
  const shown = document === undefined ? rows.map(({ row }) => row) : runsBetween(rows, leaves, document)
  return [...shown, ...(inert.length <= fewInert ? inert : folds(inert))]
}

/** Where the group stands in the new document; undefined for what is gone from it. */
function pointerAfter({ leaves: [leaf] }: LeafGroup): string | undefined {
  return isRemoval(leaf) ? undefined : leaf.pointer
}

function folds(inert: readonly ValueRow[]): ReportRow[] {
  return Array.from({ length: Math.ceil(inert.length / mostInert) }, (_, index) => ({
    inert: inert.slice(index * mostInert, (index + 1) * mostInert),
  }))
}

function rowOf(group: LeafGroup, { places, dangerOf, prefix }: RowsView): ValueRow {
  const { leaves, name } = group
  const effects = new Set(leaves.map(({ effect }) => effect))
  const at = leaves.find((leaf) => leaf.at !== undefined)?.at
  const danger = leaves.map((leaf) => dangerOf?.(leaf)).find((word) => word !== undefined)
  return {
    sign: signOf(leaves[0]),
    name: prefix === undefined ? name : `${escapeText(prefix)} ${name}`,
    ...sidesOf(group),
    effect: effects.has('restart') ? 'restart' : effects.has('live') ? 'live' : 'none',
    ...(danger !== undefined && { danger }),
    ...(at !== undefined && { at: places.placed(at) }),
  }
}

function sidesOf(group: LeafGroup): LeafSides {
  const whole = leafSides(group, true)
  const isLong = [whole.from, whole.to].some((text) => (text?.length ?? 0) > longestValue)
  return isLong ? leafSides(group, false) : whole
}
