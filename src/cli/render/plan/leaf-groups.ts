import type { LeafChange } from '../../../model/index.ts'
import { countText } from '../text/count.ts'
import { displayWidth } from '../text/display-width.ts'
import { renderValue } from '../text/values.ts'
import { isIdentified, leafName, listName, placeInList, wholeName } from './leaf-names.ts'

/** Leaves that are one thing to a reader: a leaf, a value that went with all in it, or a run of elements of a list. */
export interface LeafGroup {
  readonly name: string
  readonly leaves: readonly [LeafChange, ...LeafChange[]]
  /** An element by its name. */
  readonly isIdentified: boolean
}

const widestValue = 40
/** An object of more values than these is told by their number. */
const mostMembers = 4

/** Groups leaves that went with the value that they were part of, and elements next to each other, in order. */
export function groupLeaves(leaves: readonly LeafChange[]): LeafGroup[] {
  const groups: (LeafGroup & { readonly leaves: LeafChange[] })[] = []
  const wholes = new Map<string, LeafGroup & { readonly leaves: LeafChange[] }>()
  for (const leaf of leaves) {
    const isPart = isRemoval(leaf) && leaf.partOf !== undefined
    const whole = isPart ? wholes.get(leaf.partOf ?? '') : groups.at(-1)
    if (whole !== undefined && (isPart || continues(whole.leaves.at(-1), leaf))) {
      whole.leaves.push(leaf)
      continue
    }
    const name = isPart ? wholeName(leaf) : leafName(leaf)
    const group = { name, leaves: [leaf] as [LeafChange], isIdentified: isIdentified(leaf) && !isPart }
    groups.push(group)
    if (isPart) wholes.set(leaf.partOf ?? '', group)
  }
  return groups
}

/** True when the change takes the leaf away. */
export function isRemoval(leaf: LeafChange): boolean {
  return leaf.from !== undefined && leaf.to === undefined && !leaf.isMove
}

/** What a line about the leaf begins with. */
export function signOf(leaf: LeafChange): '+' | '-' | '~' {
  if (isRemoval(leaf)) return '-'
  return leaf.from === undefined && leaf.to !== undefined && !leaf.isEmptied ? '+' : '~'
}

/** The values of leaves that came or went together, as far as a line holds them. */
export function listValues({ leaves }: Pick<LeafGroup, 'leaves'>, showAll: boolean): string {
  const values = leaves.map(({ from, to, unit }) => {
    const value = to === undefined ? from : to
    return value === undefined ? '' : renderValue(value, unit, showAll)
  })
  const whole = values.join(', ')
  if (showAll || values.length === 1 || displayWidth(whole) <= widestValue) return whole
  const isList = leaves.every(({ isElement }) => isElement)
  const shown = isList || values.length <= mostMembers ? fitting(values) : []
  if (shown.length === 0) return `${countText(values.length)} values`
  return `${shown.join(', ')} and ${countText(values.length - shown.length)} more`
}

/** The values that fit on a line with a count of the others, long ones passed over. */
export function fitting(values: readonly string[]): string[] {
  const shown: string[] = []
  let width = 0
  for (const value of values) {
    const wider = width + displayWidth(value) + (shown.length === 0 ? 0 : 2)
    if (wider > widestValue - ' and 1,000 more'.length) continue
    shown.push(value)
    width = wider
  }
  return shown
}

/** True for the next element of the same list, come or gone like the last, neither of them named. */
function continues(last: LeafChange | undefined, leaf: LeafChange): boolean {
  if (!last?.isElement || !leaf.isElement || last.isMove || leaf.isMove) return false
  return (
    !isIdentified(last) &&
    !isIdentified(leaf) &&
    signOf(last) === signOf(leaf) &&
    last.effect === leaf.effect &&
    last.partOf === leaf.partOf &&
    listName(last) === listName(leaf) &&
    placeInList(leaf.pointer) === placeInList(last.pointer) + 1
  )
}
