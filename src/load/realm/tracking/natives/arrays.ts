import { type Call, invoke } from '../calls.ts'
import { iterate, iteratorOver, listOf } from '../iteration.ts'
import type { Origin } from '../origin.ts'
import { isObject, originIn, originToKeep, ownSlots } from '../shadows.ts'
import { origin, setOrigin } from '../state.ts'
import type { Handler } from './handlers.ts'
import { callNative, computedResult, madeBy } from './other.ts'

type Pair = readonly [value: unknown, origin: Origin]

const prototype = Array.prototype

/** Functions of arrays that hand elements on: each element keeps its origin. */
export const arrayHandlers: readonly (readonly [unknown, Handler])[] = [
  [
    prototype.map,
    onArray((call, self) =>
      made(
        call,
        self.map((_, index): Pair => callback(call, self, index)),
      ),
    ),
  ],
  [
    prototype.filter,
    onArray((call, self) =>
      made(
        call,
        pairsOf(self).filter((_, index) => isTrue(call, self, index)),
      ),
    ),
  ],
  [
    prototype.slice,
    onArray((call, self) => made(call, prototype.slice.apply(pairsOf(self), numbers(call)) as Pair[])),
  ],
  [
    prototype.concat,
    onArray((call, self) => made(call, pairsOf(self).concat(call.values.flatMap(concatenated(call))))),
  ],
  [prototype.flat, onArray((call, self) => made(call, flatten(self, depthOf(call))))],
  [
    prototype.flatMap,
    onArray((call, self) =>
      made(
        call,
        self.flatMap((_, index) => flatOnce(callback(call, self, index))),
      ),
    ),
  ],
  [
    prototype.find,
    onArray((call, self) =>
      element(
        self,
        self.findIndex((_, index) => isTrue(call, self, index)),
      ),
    ),
  ],
  [
    prototype.findLast,
    onArray((call, self) =>
      element(
        self,
        self.findLastIndex((_, index) => isTrue(call, self, index)),
      ),
    ),
  ],
  [
    prototype.findIndex,
    onArray((call, self) =>
      answer(
        call,
        self.findIndex((_, index) => isTrue(call, self, index)),
      ),
    ),
  ],
  [
    prototype.some,
    onArray((call, self) =>
      answer(
        call,
        self.some((_, index) => isTrue(call, self, index)),
      ),
    ),
  ],
  [
    prototype.every,
    onArray((call, self) =>
      answer(
        call,
        self.every((_, index) => isTrue(call, self, index)),
      ),
    ),
  ],
  [
    prototype.forEach,
    onArray((call, self) => nothing(self.forEach((_, index) => void callback(call, self, index)))),
  ],
  [prototype.at, onArray((call, self) => element(self, indexAt(self, Number(call.values[0]))))],
  [prototype.reduce, onArray((call, self) => reduce(call, self, pairsOf(self)))],
  [prototype.reduceRight, onArray((call, self) => reduce(call, self, pairsOf(self).reverse()))],
  [prototype.reverse, onArray((_, self) => rewritten(self, pairsOf(self).reverse()))],
  [prototype.toReversed, onArray((call, self) => made(call, pairsOf(self).reverse()))],
  [prototype.sort, onArray((call, self) => rewritten(self, sorted(call, pairsOf(self))))],
  [prototype.toSorted, onArray((call, self) => made(call, sorted(call, pairsOf(self))))],
  [
    prototype.with,
    onArray((call, self) => made(call, pairsOf(self).with(Number(call.values[0]), argument(call, 1)))),
  ],
  [prototype.push, onArray(push)],
  [prototype.unshift, onArray(unshift)],
  [prototype.pop, onArray(pop)],
  [prototype.shift, onArray((_, self) => taken(self, (pairs) => pairs.shift()))],
  [prototype.splice, onArray(splice)],
  [prototype.fill, onArray((call, self) => rewritten(self, fill(call, self)))],
  [
    prototype.entries,
    onArray((call, self) =>
      iteratorOver(
        listOf(
          self.map((__, index) => [pair(call, self, index), undefined]),
          undefined,
        ),
      ),
    ),
  ],
  [prototype.values, onArray((_, self) => iteratorOver(self))],
  [Array.from, arrayFrom],
  [Array.of, (call) => made(call, argumentPairs(call, 0))],
]

function onArray(handle: (call: Call, self: unknown[]) => unknown): Handler {
  return (call) => (Array.isArray(call.self) ? handle(call, call.self) : callNative(call))
}

function pairsOf(list: readonly unknown[]): Pair[] {
  return Array.from(list, (value, index): Pair => [value, originIn(list, index)])
}

/** A new array with its origins. */
function made(call: Call, pairs: Iterable<Pair>): unknown[] {
  const list = listOf(pairs, madeBy(call))
  setOrigin(undefined)
  return list
}

/** The same array with other elements. */
function rewritten(self: unknown[], pairs: readonly Pair[]): unknown[] {
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

function callback(call: Call, self: unknown[], index: number): Pair {
  const result = invoke(
    call.values[0],
    call.values[1],
    [self[index], index, self],
    [originIn(self, index), madeBy(call), undefined],
  )
  return [result, originToKeep(result, origin)]
}

function isTrue(call: Call, self: unknown[], index: number): boolean {
  return Boolean(callback(call, self, index)[0])
}

function element(self: readonly unknown[], index: number): unknown {
  setOrigin(index < 0 ? undefined : originIn(self, index))
  return self[index]
}

function answer<T>(call: Call, result: T): T {
  computedResult(call, result)
  return result
}

function nothing(_done: unknown): undefined {
  setOrigin(undefined)
}

function reduce(call: Call, self: unknown[], pairs: Pair[]): unknown {
  const isRight = call.target === prototype.reduceRight
  if (call.values.length < 2 && pairs.length === 0)
    throw new TypeError('Reduce of empty array with no initial value')
  let [result, known] = call.values.length > 1 ? argument(call, 1) : (pairs[0] as Pair)
  const start = call.values.length > 1 ? 0 : 1
  for (const [offset, [value, valueOrigin]] of pairs.slice(start).entries()) {
    const index = isRight ? self.length - 1 - start - offset : start + offset
    result = invoke(
      call.values[0],
      undefined,
      [result, value, index, self],
      [known, valueOrigin, undefined, undefined],
    )
    known = origin
  }
  setOrigin(originToKeep(result, known))
  return result
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
  const known = originIn(self, last)
  const value = self.pop()
  ownSlots(self).delete(String(last))
  setOrigin(originToKeep(value, known))
  return value
}

function unshift(call: Call, self: unknown[]): number {
  rewritten(self, [...argumentPairs(call, 0), ...pairsOf(self)])
  setOrigin(madeBy(call))
  return self.length
}

function taken(self: unknown[], take: (pairs: Pair[]) => Pair | undefined): unknown {
  const pairs = pairsOf(self)
  const [value, known] = take(pairs) ?? [undefined, undefined]
  rewritten(self, pairs)
  setOrigin(originToKeep(value, known))
  return value
}

function splice(call: Call, self: unknown[]): unknown[] {
  const pairs = pairsOf(self)
  const [start, count] = [Number(call.values[0]), Number(call.values[1])]
  const removed =
    call.values.length < 2 ? pairs.splice(start) : pairs.splice(start, count, ...argumentPairs(call, 2))
  rewritten(self, pairs)
  return made(call, removed)
}

function fill(call: Call, self: unknown[]): Pair[] {
  const [, start, end] = call.values as [unknown, number | undefined, number | undefined]
  return pairsOf(self).fill(argument(call, 0), start, end)
}

function flatten(list: readonly unknown[], depth: number): Pair[] {
  return pairsOf(list).flatMap((each): Pair[] =>
    Array.isArray(each[0]) && depth >= 1 ? flatten(each[0], depth - 1) : [each],
  )
}

function flatOnce([value, known]: Pair): Pair[] {
  return Array.isArray(value) ? pairsOf(value) : [[value, known]]
}

function concatenated(call: Call): (value: unknown, index: number) => Pair[] {
  return (value, index) => flatOnce([value, call.origins[index]])
}

function depthOf(call: Call): number {
  return call.values[0] === undefined ? 1 : Number(call.values[0])
}

function numbers(call: Call): [number?, number?] {
  return call.values as [number?, number?]
}

function argument(call: Call, index: number): Pair {
  return [call.values[index], call.origins[index]]
}

function argumentPairs(call: Call, start: number): Pair[] {
  return call.values.slice(start).map((value, index): Pair => [value, call.origins[start + index]])
}

function indexAt(self: readonly unknown[], index: number): number {
  const whole = Math.trunc(index) || 0
  return whole < 0 ? self.length + whole : whole
}

function pair(call: Call, self: readonly unknown[], index: number): unknown[] {
  return listOf(
    [
      [index, madeBy(call)],
      [self[index], originIn(self, index)],
    ],
    undefined,
  )
}

function arrayFrom(call: Call): unknown {
  const [source, map, self] = call.values
  if (source === null || source === undefined) return callNative(call)
  setOrigin(call.origins[0])
  const isIterable = typeof (source as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function'
  const pairs = isIterable ? [...iterate(source)] : pairsOf(Array.from(source as ArrayLike<unknown>))
  if (map === undefined) return made(call, pairs)
  const mapped = pairs.map(([value, known], index): Pair => {
    const result = invoke(map, self, [value, index], [known, madeBy(call)])
    return [result, isObject(result) ? undefined : origin]
  })
  return made(call, mapped)
}
