import { type Call, invoke } from '../calls.ts'
import { originIn, originToKeep, ownSlots } from '../shadows.ts'
import { setOrigin } from '../state.ts'
import { argument, argumentPairs, made, onArray, type Pair, pairsOf, rewritten } from './array-pairs.ts'
import { madeBy } from './other.ts'
import type { Handler } from './registry.ts'

const prototype = Array.prototype

/** Functions that change an array, and those that give a changed copy: each element keeps its origin. */
export const arrayChangeHandlers: readonly (readonly [unknown, Handler])[] = [
  [prototype.push, onArray(push)],
  [prototype.pop, onArray(pop)],
  [prototype.unshift, onArray(unshift)],
  [prototype.shift, onArray(shift)],
  [prototype.splice, onArray(splice)],
  [prototype.toSpliced, onArray((call, self) => made(call, spliced(call, pairsOf(self)).left))],
  [prototype.fill, onArray((call, self) => rewritten(self, fill(call, self)))],
  [prototype.copyWithin, onArray((call, self) => rewritten(self, copyWithin(call, self)))],
  [prototype.reverse, onArray((_, self) => rewritten(self, pairsOf(self).reverse()))],
  [prototype.toReversed, onArray((call, self) => made(call, pairsOf(self).reverse()))],
  [prototype.sort, onArray((call, self) => rewritten(self, sorted(call, pairsOf(self))))],
  [prototype.toSorted, onArray((call, self) => made(call, sorted(call, pairsOf(self))))],
  [prototype.with, onArray((call, self) => made(call, replaced(call, self)))],
]

// Lists are built and emptied at their end: that must not cost their whole length.
function push(call: Call, self: unknown[]): number {
  const start = self.length
  const length = self.push(...call.values)
  const slots = ownSlots(self)
  for (const [index, [value, known]] of argumentPairs(call, 0).entries()) {
    slots.set(String(start + index), { origin: originToKeep(value, known), name: 0 })
  }
  setOrigin(madeBy(call))
  return length
}

function pop(_: Call, self: unknown[]): unknown {
  const last = self.length - 1
  const lastOrigin = originIn(self, last)
  const value = self.pop()
  ownSlots(self).delete(String(last))
  setOrigin(originToKeep(value, lastOrigin))
  return value
}

function unshift(call: Call, self: unknown[]): number {
  rewritten(self, [...argumentPairs(call, 0), ...pairsOf(self)])
  setOrigin(madeBy(call))
  return self.length
}

function shift(_: Call, self: unknown[]): unknown {
  const [first, ...others] = pairsOf(self)
  rewritten(self, others)
  setOrigin(first && originToKeep(...first))
  return first?.[0]
}

function splice(call: Call, self: unknown[]): unknown[] {
  const { left, removed } = spliced(call, pairsOf(self))
  rewritten(self, left)
  return made(call, removed)
}

function spliced(call: Call, left: Pair[]): { readonly left: Pair[]; readonly removed: Pair[] } {
  const [start, count] = [Number(call.values[0]), Number(call.values[1])]
  if (call.values.length === 0) return { left, removed: [] }
  const removed =
    call.values.length === 1 ? left.splice(start) : left.splice(start, count, ...argumentPairs(call, 2))
  return { left, removed }
}

function fill(call: Call, self: unknown[]): Pair[] {
  const [, start, end] = call.values as [unknown, number | undefined, number | undefined]
  return pairsOf(self).fill(argument(call, 0), start, end)
}

function copyWithin(call: Call, self: unknown[]): Pair[] {
  const [target, start, end] = call.values as [number, number, number | undefined]
  return pairsOf(self).copyWithin(target, start, end)
}

function replaced(call: Call, self: unknown[]): Pair[] {
  return pairsOf(self).with(Number(call.values[0]), argument(call, 1))
}

function sorted(call: Call, pairs: Pair[]): Pair[] {
  const compare = call.values[0]
  const present = pairs.filter(([value]) => value !== undefined)
  const absent = pairs.filter(([value]) => value === undefined)
  return [
    ...present.sort((a, b) => (compare === undefined ? byText(a, b) : byAuthor(compare, a, b))),
    ...absent,
  ]
}

function byAuthor(compare: unknown, a: Pair, b: Pair): number {
  return Number(invoke(compare, undefined, [a[0], b[0]], [a[1], b[1]]))
}

function byText([a]: Pair, [b]: Pair): number {
  const [left, right] = [String(a), String(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
