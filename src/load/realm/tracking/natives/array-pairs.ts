import { type Call, invoke } from '../calls.ts'
import { listOf } from '../iteration.ts'
import type { Origin } from '../origin.ts'
import { originIn, originToKeep, ownSlots } from '../shadows.ts'
import { origin, setOrigin } from '../state.ts'
import { callNative, madeBy } from './other.ts'
import type { Handler } from './registry.ts'

/** An element with its origin. */
export type Pair = readonly [value: unknown, origin: Origin]

/** A handler for arrays; anything else that the function is called on goes the plain way. */
export function onArray(handle: (call: Call, self: unknown[]) => unknown): Handler {
  return (call) => (isPlainArray(call.self) ? handle(call, call.self) : callNative(call))
}

/** A subclass makes arrays of its own kind. */
function isPlainArray(value: unknown): value is unknown[] {
  return Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype
}

/** The elements of an array with their origins. */
export function pairsOf(list: readonly unknown[]): Pair[] {
  return Array.from(list, (value, index): Pair => [value, originIn(list, index)])
}

/** One argument of a call with its origin. */
export function argument(call: Call, index: number): Pair {
  return [call.values[index], call.origins[index]]
}

/** The arguments of a call from `start` on, with their origins. */
export function argumentPairs(call: Call, start: number): Pair[] {
  return call.values.slice(start).map((value, index): Pair => [value, call.origins[start + index]])
}

/** A new array, made by a call. */
export function made(call: Call, pairs: Iterable<Pair>): unknown[] {
  const list = listOf(pairs, madeBy(call))
  setOrigin(undefined)
  return list
}

/** The same array with other elements. */
export function rewritten(self: unknown[], pairs: readonly Pair[]): unknown[] {
  const slots = ownSlots(self)
  slots.clear()
  for (const [index, [value, known]] of pairs.entries()) {
    self[index] = value
    slots.set(String(index), { origin: originToKeep(value, known), name: 0 })
  }
  if (self.length !== pairs.length) self.length = pairs.length
  setOrigin(undefined)
  return self
}

/** What the callback of a call says of one element. */
export function callback(call: Call, self: unknown[], index: number): Pair {
  const [target, receiver] = call.values
  const origins = [originIn(self, index), madeBy(call), undefined]
  const result = invoke(target, receiver, [self[index], index, self], origins)
  return [result, originToKeep(result, origin)]
}

/** True where the callback of a call says so. */
export function isTrue(call: Call, self: unknown[], index: number): boolean {
  return Boolean(callback(call, self, index)[0])
}
