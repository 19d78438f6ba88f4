import { type Call, invoke } from '../calls.ts'
import { iterate, iteratorOver, pair, stepsOfArray } from '../iteration.ts'
import { originIn, originToKeep } from '../shadows.ts'
import { frame, origin, setOrigin } from '../state.ts'
import {
  argument,
  argumentPairs,
  callback,
  isTrue,
  made,
  onArray,
  type Pair,
  pairsOf,
} from './array-pairs.ts'
import { callNative, computedResult, madeBy } from './other.ts'
import type { Handler } from './registry.ts'

const prototype = Array.prototype

/** Functions of arrays that hand elements on: each element keeps its origin. */
export const arrayHandlers: readonly (readonly [unknown, Handler])[] = [
  [prototype.map, onArray((call, self) => made(call, mapped(call, self)))],
  [prototype.filter, onArray((call, self) => made(call, filtered(call, self)))],
  [prototype.flatMap, onArray((call, self) => made(call, mapped(call, self).flatMap(flatOnce)))],
  [prototype.flat, onArray((call, self) => made(call, flatten(self, depthOf(call))))],
  [prototype.slice, onArray((call, self) => made(call, pairsOf(self).slice(...range(call))))],
  [prototype.concat, onArray((call, self) => made(call, concatenated(call, self)))],
  [prototype.at, onArray((call, self) => element(self, indexAt(self, call.values[0])))],
  [prototype.find, onArray((call, self) => element(self, self.findIndex(test(call, self))))],
  [prototype.findLast, onArray((call, self) => element(self, self.findLastIndex(test(call, self))))],
  [prototype.findIndex, onArray((call, self) => computedResult(call, self.findIndex(test(call, self))))],
  [
    prototype.findLastIndex,
    onArray((call, self) => computedResult(call, self.findLastIndex(test(call, self)))),
  ],
  [prototype.some, onArray((call, self) => computedResult(call, self.some(test(call, self))))],
  [prototype.every, onArray((call, self) => computedResult(call, self.every(test(call, self))))],
  [prototype.forEach, onArray((call, self) => computedResult(call, self.forEach(test(call, self))))],
  [prototype.reduce, onArray((call, self) => reduce(call, self, pairsOf(self)))],
  [prototype.reduceRight, onArray((call, self) => reduce(call, self, pairsOf(self).reverse()))],
  [prototype.entries, onArray((call, self) => iteratorOver(stepsOfArray(self, numberedBy(call))))],
  [prototype.values, onArray((_, self) => iteratorOver(stepsOfArray(self)))],
  [Array.from, arrayFrom],
  [Array.of, (call) => (call.self === Array ? made(call, argumentPairs(call, 0)) : callNative(call))],
]

function test(call: Call, self: unknown[]): (value: unknown, index: number) => boolean {
  return (_, index) => isTrue(call, self, index)
}

function mapped(call: Call, self: unknown[]): Pair[] {
  return self.map((_, index): Pair => callback(call, self, index))
}

function filtered(call: Call, self: unknown[]): Pair[] {
  return pairsOf(self).filter((_, index) => isTrue(call, self, index))
}

function element(self: readonly unknown[], index: number): unknown {
  setOrigin(index < 0 ? undefined : originIn(self, index))
  return self[index]
}

function indexAt(self: readonly unknown[], index: unknown): number {
  const whole = Math.trunc(Number(index)) || 0
  return whole < 0 ? self.length + whole : whole
}

function reduce(call: Call, self: unknown[], pairs: Pair[]): unknown {
  const isRight = call.target === prototype.reduceRight
  const hasInitial = call.values.length > 1
  if (!hasInitial && pairs.length === 0) throw new TypeError('Reduce of empty array with no initial value')
  let [result, known] = hasInitial ? argument(call, 1) : (pairs[0] as Pair)
  for (let step = hasInitial ? 0 : 1; step < pairs.length; step++) {
    const [value, valueOrigin] = pairs[step] as Pair
    const index = isRight ? self.length - 1 - step : step
    result = invoke(call.values[0], undefined, [result, value, index, self], [known, valueOrigin])
    known = origin
  }
  setOrigin(originToKeep(result, known))
  return result
}

function flatten(list: readonly unknown[], depth: number): Pair[] {
  return pairsOf(list).flatMap((each): Pair[] =>
    Array.isArray(each[0]) && depth >= 1 ? flatten(each[0], depth - 1) : [each],
  )
}

function flatOnce([value, known]: Pair): Pair[] {
  return Array.isArray(value) ? pairsOf(value) : [[value, known]]
}

function concatenated(call: Call, self: unknown[]): Pair[] {
  return [...pairsOf(self), ...argumentPairs(call, 0).flatMap(flatOnce)]
}

function depthOf(call: Call): number {
  return call.values[0] === undefined ? 1 : Number(call.values[0])
}

function range(call: Call): [number?, number?] {
  return call.values as [number?, number?]
}

function numberedBy(call: Call): (self: readonly unknown[], index: number) => Pair {
  const [made, calls] = [madeBy(call), frame]
  return (self, index) => [
    pair(
      [
        [index, made],
        [self[index], originIn(self, index)],
      ],
      calls,
    ),
    undefined,
  ]
}

function arrayFrom(call: Call): unknown {
  const [source, map, receiver] = call.values
  if (source === null || source === undefined || call.self !== Array) return callNative(call)
  setOrigin(call.origins[0])
  const isIterable = typeof (source as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function'
  const pairs = isIterable ? [...iterate(source)] : pairsOf(Array.from(source as ArrayLike<unknown>))
  if (map === undefined) return made(call, pairs)
  const results = pairs.map(([value, known], index): Pair => {
    const result = invoke(map, receiver, [value, index], [known, madeBy(call)])
    return [result, originToKeep(result, origin)]
  })
  return made(call, results)
}
