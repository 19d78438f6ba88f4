import type { JsonArray, JsonValue } from '../../model/index.ts'
import { commonSubsequence, type Pair, pairUp, risingPairs } from './common-subsequence.ts'
import { type ElementNames, type Identities, identify } from './element-identity.ts'
import { numberValues, type ValueNumbers } from './number-values.ts'
import { pairAlike } from './pair-alike.ts'

/** Which elements of two lists are the same. All of `from` and `to` are in it, each once. */
export interface ListAlignment {
  /** Elements that are in both, in the same order; they may differ inside. */
  readonly kept: readonly Pair[]
  /** Elements that are in both, and stand in another order. */
  readonly moved: readonly Pair[]
  readonly removed: readonly number[]
  readonly added: readonly number[]
  /** What identifies each element of the two lists, where something does. */
  readonly ids?: Identities
}

/** What two lists are aligned by. */
export interface AlignOptions extends ElementNames {
  readonly numberOf: ValueNumbers
}

/**
 * Aligns two lists so that as little as possible differs: by the identity of their elements where each has one of its
 * own; otherwise equal elements by a longest common subsequence, equal ones out of order as moved, and between them
 * objects and lists that are mostly the same.
 */
export function alignLists(from: JsonArray, to: JsonArray, options: AlignOptions): ListAlignment {
  const { numberOf } = options
  const ids = identify(from, to, options)
  if (ids !== undefined) return { ...byIdentity(ids), ids }
  const [ours, theirs] = [from.map(numberOf), to.map(numberOf)]
  const kept = commonSubsequence(ours, theirs)
  const rest = restOf(from.length, to.length, kept)
  const equal = pairUp(pick(ours, rest.removed), pick(theirs, rest.added))
  const moved = equal.map((pair) => ({
    from: rest.removed[pair.from] as number,
    to: rest.added[pair.to] as number,
  }))
  const alike = pairGaps(from, to, { kept, moved, numberOf })
  const all = [...kept, ...alike].sort((a, b) => a.to - b.to)
  return { kept: all, moved, ...restOf(from.length, to.length, [...all, ...moved]) }
}

function byIdentity({ pairing: ours, theirs }: Identities) {
  const numberOf = numberValues()
  const pairs = pairUp(ours.map(numberOf), theirs.map(numberOf))
  const kept = risingPairs(pairs)
  const inOrder = new Set(kept)
  const moved = pairs.filter((pair) => !inOrder.has(pair))
  return { kept, moved, ...restOf(ours.length, theirs.length, pairs) }
}

function restOf(from: number, to: number, pairs: readonly Pair[]) {
  const ours = new Set(pairs.map((pair) => pair.from))
  const theirs = new Set(pairs.map((pair) => pair.to))
  return {
    removed: range(0, from).filter((index) => !ours.has(index)),
    added: range(0, to).filter((index) => !theirs.has(index)),
  }
}

/** Between two elements that stay: of what went and what came, what is one element that changed. */
function pairGaps(
  from: JsonArray,
  to: JsonArray,
  alignment: {
    readonly kept: readonly Pair[]
    readonly moved: readonly Pair[]
    readonly numberOf: ValueNumbers
  },
): Pair[] {
  const movedFrom = new Set(alignment.moved.map((pair) => pair.from))
  const movedTo = new Set(alignment.moved.map((pair) => pair.to))
  const ends = [...alignment.kept, { from: from.length, to: to.length }]
  let last: Pair = { from: -1, to: -1 }
  return ends.flatMap((next) => {
    const ours = range(last.from + 1, next.from).filter(
      (index) => !movedFrom.has(index) && isOpen(from[index]),
    )
    const theirs = range(last.to + 1, next.to).filter((index) => !movedTo.has(index) && isOpen(to[index]))
    last = next
    return pairAlike(pick(from, ours), pick(to, theirs), alignment.numberOf).map((pair) => ({
      from: ours[pair.from] as number,
      to: theirs[pair.to] as number,
    }))
  })
}

function isOpen(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null
}

function pick<Value>(values: readonly Value[], indexes: readonly number[]): Value[] {
  return indexes.map((index) => values[index] as Value)
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, offset) => start + offset)
}
