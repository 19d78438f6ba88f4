/** Which elements of two lists are the same: pairs of indexes, rising in both. The rest was removed or added. */
export interface Alignment {
  readonly kept: readonly { readonly from: number; readonly to: number }[]
  readonly removed: readonly number[]
  readonly added: readonly number[]
}

/**
 * Aligns two lists by the identity of their elements: the n-th `x` of one belongs to the n-th `x` of the other, and
 * of those pairs the longest run in order is kept. Takes n log n steps; an element that moved is removed and added.
 */
export function alignElements(from: readonly string[], to: readonly string[]): Alignment {
  const pairs = pairUp(from, to)
  const kept = longestRising(pairs.map((pair) => pair.from)).map((index) => pairs[index] as Pair)
  const keptFrom = new Set(kept.map((pair) => pair.from))
  const keptTo = new Set(kept.map((pair) => pair.to))
  return {
    kept,
    removed: [...from.keys()].filter((index) => !keptFrom.has(index)),
    added: [...to.keys()].filter((index) => !keptTo.has(index)),
  }
}

type Pair = Alignment['kept'][number]

function pairUp(from: readonly string[], to: readonly string[]): Pair[] {
  const places = new Map<string, number[]>()
  for (const [index, identity] of [...from.entries()].reverse()) {
    const known = places.get(identity)
    if (known === undefined) places.set(identity, [index])
    else known.push(index)
  }
  const pairs: Pair[] = []
  for (const [index, identity] of to.entries()) {
    const match = places.get(identity)?.pop()
    if (match !== undefined) pairs.push({ from: match, to: index })
  }
  return pairs
}

/** Indexes of a longest strictly rising subsequence (patience sorting). */
function longestRising(numbers: readonly number[]): number[] {
  const previous: number[] = []
  /** tails[n]: index of the smallest number that ends a run of n + 1. */
  const tails: number[] = []
  for (const [index, number] of numbers.entries()) {
    const length = firstNotBelow(tails, numbers, number)
    previous.push(length === 0 ? -1 : (tails[length - 1] as number))
    tails[length] = index
  }
  const run: number[] = []
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] as number) run.push(index)
  return run.reverse()
}

function firstNotBelow(tails: readonly number[], numbers: readonly number[], number: number): number {
  let low = 0
  let high = tails.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[tails[middle] as number] as number) < number) low = middle + 1
    else high = middle
  }
  return low
}
