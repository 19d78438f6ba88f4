/** An element of one list and one of another that belong together. */
export interface Pair {
  readonly from: number
  readonly to: number
}

/** Cells up to which the subsequence is exact also where elements repeat: two lists of 16,000, in 32 MiB. */
const mostCells = 2 ** 28

/**
 * A longest common subsequence of two lists of numbers, as pairs that rise in both. Exact for lists without repeated
 * elements at any length (n log n steps) and for all others up to `mostCells`; beyond, the n-th of an element is
 * taken to belong to the n-th of the other list.
 */
export function commonSubsequence(from: readonly number[], to: readonly number[]): Pair[] {
  const [start, end] = commonEnds(from, to)
  const head = Array.from({ length: start }, (_, index) => ({ from: index, to: index }))
  const tail = Array.from({ length: end }, (_, index) => ({
    from: from.length - end + index,
    to: to.length - end + index,
  }))
  const [ours, theirs] = [from.slice(start, from.length - end), to.slice(start, to.length - end)]
  const inner = repeats(ours, theirs) ? exact(ours, theirs) : risingPairs(pairUp(ours, theirs))
  const shifted = inner.map((pair) => ({ from: pair.from + start, to: pair.to + start }))
  return [...head, ...shifted, ...tail]
}

/** Of pairs sorted by `to`, the most that rise in `from` too (patience sorting). */
export function risingPairs(pairs: readonly Pair[]): Pair[] {
  const previous: number[] = []
  /** tails[n]: index of the pair with the smallest `from` that ends a run of n + 1. */
  const tails: number[] = []
  for (const [index, { from }] of pairs.entries()) {
    const length = firstNotBelow(tails, pairs, from)
    previous.push(length === 0 ? -1 : (tails[length - 1] as number))
    tails[length] = index
  }
  const run: Pair[] = []
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] as number) {
    run.push(pairs[index] as Pair)
  }
  return run.reverse()
}

/** The n-th of an element of one list with the n-th of the other, sorted by `to`. */
export function pairUp(from: readonly number[], to: readonly number[]): Pair[] {
  const places = new Map<number, number[]>()
  for (let index = from.length - 1; index >= 0; index--) {
    const element = from[index] as number
    const placesOfElement = places.get(element)
    if (placesOfElement === undefined) places.set(element, [index])
    else placesOfElement.push(index)
  }
  return [...to.entries()].flatMap(([index, element]) => {
    const match = places.get(element)?.pop()
    return match === undefined ? [] : [{ from: match, to: index }]
  })
}

function commonEnds(from: readonly number[], to: readonly number[]): [start: number, end: number] {
  const shorter = Math.min(from.length, to.length)
  let start = 0
  while (start < shorter && from[start] === to[start]) start++
  let end = 0
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++
  return [start, end]
}

function repeats(from: readonly number[], to: readonly number[]): boolean {
  const isRepeated = new Set(from).size < from.length || new Set(to).size < to.length
  return isRepeated && from.length * to.length <= mostCells
}

/**
 * The bit-parallel algorithm of Crochemore and Hyyrö: 32 cells a step. Bit i of row j is clear where the subsequence of
 * the first i + 1 and the first j elements is longer than that of the first i.
 */
function exact(from: readonly number[], to: readonly number[]): Pair[] {
  const words = Math.ceil(from.length / 32)
  const places = placesOf(from)
  const matches = new Int32Array(words)
  const rows: Int32Array[] = [new Int32Array(words).fill(-1)]
  for (const [index, element] of to.entries()) {
    const row = rows[index] as Int32Array
    const placesOfElement = places.get(element)
    if (placesOfElement === undefined) {
      rows.push(row)
      continue
    }
    for (const place of placesOfElement)
      matches[place >> 5] = (matches[place >> 5] as number) | (1 << (place & 31))
    rows.push(nextRow(row, matches))
    for (const place of placesOfElement) matches[place >> 5] = 0
  }
  return tracePairs(rows, from.length)
}

function placesOf(from: readonly number[]): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (const [index, element] of from.entries()) {
    const placesOfElement = places.get(element)
    if (placesOfElement === undefined) places.set(element, [index])
    else placesOfElement.push(index)
  }
  return places
}

/** (row + (row & matches)) | (row & ~matches), with the carry from word to word. */
function nextRow(row: Int32Array, matches: Int32Array): Int32Array {
  const next = new Int32Array(row.length)
  let carry = 0
  for (let word = 0; word < row.length; word++) {
    const bits = row[word] as number
    const common = bits & (matches[word] as number)
    const sum = (bits >>> 0) + (common >>> 0) + carry
    carry = sum > 0xffffffff ? 1 : 0
    next[word] = sum | 0 | (bits & ~common)
  }
  return next
}

function tracePairs(rows: readonly Int32Array[], length: number): Pair[] {
  const isSet = (row: number, place: number) =>
    (((rows[row] as Int32Array)[place >> 5] as number) >>> (place & 31)) & 1
  const pairs: Pair[] = []
  let row = rows.length - 1
  let place = length - 1
  while (row > 0 && place >= 0) {
    if (isSet(row, place) === 1) place--
    else if (isSet(row - 1, place) === 0) row--
    else pairs.push({ from: place--, to: --row })
  }
  return pairs.reverse()
}

function firstNotBelow(tails: readonly number[], pairs: readonly Pair[], from: number): number {
  let low = 0
  let high = tails.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pairs[tails[middle] as number] as Pair).from < from) low = middle + 1
    else high = middle
  }
  return low
}
