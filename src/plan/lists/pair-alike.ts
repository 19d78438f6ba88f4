import { isJsonObject, type JsonValue } from '../../model/index.ts'
import type { Pair } from './common-subsequence.ts'
import type { ValueNumbers } from './number-values.ts'

/** Comparisons of two elements that one gap may cost; where more were needed, an element has its neighbours compared. */
const mostComparisons = 1_000_000
/** Neighbours on either side that are compared at least. */
const leastNeighbours = 8
/** How much two elements must share to be one element that changed, and not one that went and one that came. */
const alike = 0.5

/**
 * Pairs objects with objects and lists with lists where most of them is the same, in order, so that as much as
 * possible stays. What is left over shares nothing worth showing.
 */
export function pairAlike(
  from: readonly JsonValue[],
  to: readonly JsonValue[],
  numberOf: ValueNumbers,
): Pair[] {
  const ours = from.map((value) => partsOf(value, numberOf))
  const theirs = to.map((value) => partsOf(value, numberOf))
  const [first, second] = [ours[0], theirs[0]]
  if (first === undefined || second === undefined) return []
  if (ours.length === 1 && theirs.length === 1) {
    return isReplacement(first, second, numberOf) ? [{ from: 0, to: 0 }] : []
  }
  return bestPairs(ours, theirs, numberOf)
}

/** An element and what it is compared by. */
interface Parts {
  readonly kind: 'object' | 'list' | 'leaf'
  /** Of an object, sorted; of a list, none. */
  readonly names: readonly string[]
  readonly members: readonly JsonValue[]
  /** Of the members of an object, in order of their names; of a list, sorted. */
  readonly numbers: readonly number[]
}

function partsOf(value: JsonValue, numberOf: ValueNumbers): Parts {
  if (isJsonObject(value)) {
    const names = Object.keys(value).sort()
    const members = names.map((name) => value[name] as JsonValue)
    return { kind: 'object', names, members, numbers: members.map(numberOf) }
  }
  const members = Array.isArray(value) ? (value as readonly JsonValue[]) : []
  const numbers = members.map(numberOf).sort((a, b) => a - b)
  return { kind: Array.isArray(value) ? 'list' : 'leaf', names: [], members, numbers }
}

/** One element in the place of one other: the same few members with other values are a change too. */
function isReplacement(ours: Parts, theirs: Parts, numberOf: ValueNumbers): boolean {
  const share = similarity(ours, theirs, numberOf)
  const hasSameNames = ours.names.join('\n') === theirs.names.join('\n')
  return share >= alike || (ours.kind === 'object' && hasSameNames && (share > 0 || ours.names.length <= 2))
}

/** From 0, nothing in common, to 1. */
function similarity(ours: Parts, theirs: Parts, numberOf: ValueNumbers, depth = 0): number {
  if (ours.kind !== theirs.kind || ours.kind === 'leaf') return 0
  const longest = Math.max(ours.members.length, theirs.members.length)
  if (longest === 0) return 1
  if (ours.kind === 'list') return countShared(ours.numbers, theirs.numbers) / longest
  let same = 0
  let union = 0
  for (let i = 0, j = 0; i < ours.names.length || j < theirs.names.length; union++) {
    const [name, other] = [ours.names[i], theirs.names[j]]
    if (name === other) {
      same +=
        ours.numbers[i] === theirs.numbers[j] ? 1 : inner(ours.members[i], theirs.members[j], numberOf, depth)
      i++
      j++
    } else if (other === undefined || (name !== undefined && name < other)) i++
    else j++
  }
  return same / union
}

function inner(
  ours: JsonValue | undefined,
  theirs: JsonValue | undefined,
  numberOf: ValueNumbers,
  depth: number,
): number {
  const areContainers =
    typeof ours === 'object' && typeof theirs === 'object' && ours !== null && theirs !== null
  if (!areContainers || depth === 2) return 0
  return similarity(partsOf(ours, numberOf), partsOf(theirs, numberOf), numberOf, depth + 1)
}

/** How many elements two sorted lists of numbers share. */
function countShared(ours: readonly number[], theirs: readonly number[]): number {
  let count = 0
  for (let i = 0, j = 0; i < ours.length && j < theirs.length; ) {
    const difference = (ours[i] as number) - (theirs[j] as number)
    if (difference === 0) count++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return count
}

/** What the best score of a cell comes from: the row above, the cell to its left, or the two elements as a pair. */
const [above, left, pair] = [0, 1, 2]

/** The part of one row of scores that lies in the band around the diagonal. */
interface Row {
  readonly low: number
  readonly high: number
  readonly scores: Float64Array
  readonly steps: Uint8Array
}

/** The pairs in order that share most. */
function bestPairs(ours: readonly Parts[], theirs: readonly Parts[], numberOf: ValueNumbers): Pair[] {
  const band = Math.max(leastNeighbours, Math.floor(mostComparisons / ours.length / 2))
  const emptyRow = (number: number): Row => {
    const centre = Math.round((number * theirs.length) / ours.length)
    const [low, high] = [Math.max(0, centre - band), Math.min(theirs.length, centre + band)]
    return { low, high, scores: new Float64Array(high - low + 1), steps: new Uint8Array(high - low + 1) }
  }
  const rows = [emptyRow(0)]
  for (const element of ours) {
    const row = emptyRow(rows.length)
    fillRow(row, rows.at(-1) as Row, (column) => similarity(element, theirs[column] as Parts, numberOf))
    rows.push(row)
  }
  return tracePairs(rows)
}

function fillRow(row: Row, before: Row, shareWith: (column: number) => number): void {
  const scoreBefore = (column: number) => before.scores[Math.min(column, before.high) - before.low] as number
  for (let column = row.low; column <= row.high; column++) {
    let [best, step] = [scoreBefore(column), above]
    const beside = column > row.low ? (row.scores[column - 1 - row.low] as number) : -1
    if (beside > best) [best, step] = [beside, left]
    if (column > before.low) {
      const share = shareWith(column - 1)
      const paired = share < alike ? -1 : scoreBefore(column - 1) + share
      if (paired > best) [best, step] = [paired, pair]
    }
    row.scores[column - row.low] = best
    row.steps[column - row.low] = step
  }
}

function tracePairs(rows: readonly Row[]): Pair[] {
  const pairs: Pair[] = []
  let column = (rows.at(-1) as Row).high
  for (let number = rows.length - 1; number > 0; ) {
    const { low, high, steps } = rows[number] as Row
    column = Math.min(column, high)
    const step = steps[column - low]
    if (step === left) column--
    else {
      number--
      if (step === pair) pairs.push({ from: number, to: --column })
    }
  }
  return pairs.reverse()
}
