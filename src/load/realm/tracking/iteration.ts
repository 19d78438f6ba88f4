import { computedFrom, type Frame, type Origin, withCalls } from './origin.ts'
import { newShadow, originIn, originToKeep, setShadow, shadowOf } from './shadows.ts'
import { frame, origin, setOrigin } from './state.ts'

/** Takes the next element with its origin; undefined at the end. */
type Step = () => readonly [unknown, Origin] | undefined

/** What is behind the iterators that we gave out: each is walked on from where it is. */
const steps = new WeakMap<object, Step>()

/** Origins of what a Map or Set holds: by key, those of the key and of the value. */
const collections = new WeakMap<object, Map<unknown, { readonly key: Origin; readonly value: Origin }>>()

// As they are before any of the author's code runs.
const arrayIterator = Array.prototype[Symbol.iterator]
const { entries: mapEntries, keys: mapKeys } = Map.prototype
const { values: setValues } = Set.prototype
const iteratorPrototype: object = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))

/** Walks anything iterable, element by element with its origin; `known` is the origin of a text. */
export function* iterate(
  iterable: unknown,
  known: Origin = origin,
): Generator<readonly [unknown, Origin], void, undefined> {
  const step = stepOf(iterable)
  if (step !== undefined) {
    for (let element = step(); element !== undefined; element = step()) yield element
    return
  }
  const textOrigin = typeof iterable === 'string' ? computedFrom(0, [known], frame) : undefined
  setOrigin(undefined)
  for (const value of iterable as Iterable<unknown>) {
    yield [value, textOrigin ?? origin]
    // Whoever walks has left something else in the register.
    setOrigin(undefined)
  }
}

function stepOf(iterable: unknown): Step | undefined {
  if (typeof iterable !== 'object' || iterable === null) return undefined
  const given = steps.get(iterable)
  if (given !== undefined) return given
  const how = (iterable as Iterable<unknown>)[Symbol.iterator]
  if (Array.isArray(iterable)) return how === arrayIterator ? stepsOfArray(iterable) : undefined
  if (iterable instanceof Map) return how === mapEntries ? stepsOfMap(iterable, pairIn) : undefined
  if (iterable instanceof Set) return how === setValues ? stepsOfSet(iterable) : undefined
  return undefined
}

/** An iterator that knows the origins of what it gives. */
export function iteratorOver(step: Step): IterableIterator<unknown> {
  const iterator = Object.create(iteratorPrototype) as IterableIterator<unknown>
  const next = (): IteratorResult<unknown> => {
    const element = step()
    const result = { value: element?.[0], done: element === undefined }
    newShadow(result, undefined).set('value', {
      origin: element && originToKeep(...element),
      name: 0,
    })
    setOrigin(undefined)
    return result as IteratorResult<unknown>
  }
  Object.defineProperty(iterator, 'next', { value: next })
  steps.set(iterator, step)
  return iterator
}

/** The elements of an array as it is while it is walked. */
export function stepsOfArray(list: readonly unknown[], pick: ElementPick = elementIn): Step {
  let next = 0
  return () => {
    if (next < list.length) return pick(list, next++)
    next = Number.POSITIVE_INFINITY // what is added later comes too late
    return undefined
  }
}

/** What `yield*` delegates to: what we know the elements of tells their origins one by one. */
export function delegated(iterable: unknown): unknown {
  const step = stepOf(iterable)
  return step === undefined ? iterable : telling(step)
}

function* telling(step: Step): Generator<unknown, void, undefined> {
  for (let element = step(); element !== undefined; element = step()) {
    setOrigin(originToKeep(...element))
    yield element[0]
  }
}

type ElementPick = (list: readonly unknown[], index: number) => readonly [unknown, Origin]

function elementIn(list: readonly unknown[], index: number): readonly [unknown, Origin] {
  return [list[index], originIn(list, index)]
}

/** `calls` are those under way when the walk began. */
type EntryPick = (
  map: Map<unknown, unknown>,
  key: unknown,
  calls: Frame | undefined,
) => readonly [unknown, Origin]

/** What is picked of each entry of a Map as it is while it is walked. */
export function stepsOfMap(map: Map<unknown, unknown>, pick: EntryPick): Step {
  const [keys, calls] = [mapKeys.call(map), frame]
  return () => {
    const { done, value } = keys.next()
    return done ? undefined : pick(map, value, calls)
  }
}

/** The key and the value of an entry, as a pair. */
export function pairIn(...[map, key, calls]: Parameters<EntryPick>): readonly [unknown, Origin] {
  return [pair([keyIn(map, key, calls), valueIn(map, key, calls)], calls), undefined]
}

/** The key of an entry. */
export function keyIn(
  collection: object,
  key: unknown,
  calls: Frame | undefined,
): readonly [unknown, Origin] {
  return [key, withCalls(collections.get(collection)?.get(key)?.key, calls)]
}

/** The value of an entry. */
export function valueIn(...[map, key, calls]: Parameters<EntryPick>): readonly [unknown, Origin] {
  return [map.get(key), withCalls(originInMap(map, key), calls)]
}

/** Two values with their origins, made while `calls` were under way. */
export function pair(
  both: readonly (readonly [unknown, Origin])[],
  calls: Frame | undefined,
): readonly unknown[] {
  const list = listOf(both, undefined)
  const shadow = shadowOf(list)
  if (shadow !== undefined) setShadow(list, { ...shadow, calls })
  return list
}

/** The values of a Set as it is while it is walked. */
export function stepsOfSet(set: Set<unknown>): Step {
  const [values, calls] = [setValues.call(set), frame]
  return () => {
    const { done, value } = values.next()
    return done ? undefined : keyIn(set, value, calls)
  }
}

/** A list of values with their origins. */
export function listOf(pairs: Iterable<readonly [unknown, Origin]>, made: Origin): unknown[] {
  const list: unknown[] = []
  const slots = newShadow(list, made)
  for (const [value, known] of pairs) {
    slots.set(String(list.length), { origin: originToKeep(value, known), name: 0 })
    list.push(value)
  }
  return list
}

/** Notes what a Map or Set was given. */
export function noteInCollection(
  collection: object,
  entry: { key: unknown; keyOrigin: Origin; valueOrigin: Origin },
): void {
  let originsOfCollection = collections.get(collection)
  if (originsOfCollection === undefined) {
    originsOfCollection = new Map()
    collections.set(collection, originsOfCollection)
  }
  originsOfCollection.set(entry.key, { key: entry.keyOrigin, value: entry.valueOrigin })
}

/** The origin of a value in a Map. */
export function originInMap(map: object, key: unknown): Origin {
  return collections.get(map)?.get(key)?.value
}
