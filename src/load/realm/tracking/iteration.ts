import { computedFrom, type Origin } from './origin.ts'
import { newShadow, originIn, originToKeep } from './shadows.ts'
import { frame, origin, setOrigin } from './state.ts'

/** Lists behind iterators that we gave out; such an iterator is walked by its list. */
const lists = new WeakMap<object, readonly unknown[]>()

/** Origins of what a Map or Set holds: by key, those of the key and of the value. */
const collections = new WeakMap<object, Map<unknown, { readonly key: Origin; readonly value: Origin }>>()

const arrayIterator = Array.prototype[Symbol.iterator]

/** Walks anything iterable, element by element with its origin; the register holds the origin of a text. */
export function* iterate(iterable: unknown): Generator<readonly [unknown, Origin]> {
  const textOrigin = typeof iterable === 'string' ? computedFrom(0, [origin], frame) : undefined
  const array = listBehind(iterable)
  if (array !== undefined) {
    for (let index = 0; index < array.length; index++) yield [array[index], originIn(array, index)]
    return
  }
  setOrigin(undefined)
  for (const value of iterable as Iterable<unknown>) yield [value, textOrigin ?? origin]
}

function listBehind(iterable: unknown): readonly unknown[] | undefined {
  if (typeof iterable !== 'object' || iterable === null) return undefined
  if (Array.isArray(iterable)) return iterable[Symbol.iterator] === arrayIterator ? iterable : undefined
  if (iterable instanceof Map) return entriesOfMap(iterable)
  if (iterable instanceof Set) return keysOf(iterable)
  return lists.get(iterable)
}

/** An iterator over a list that knows the list. */
export function iteratorOver(list: readonly unknown[]): IterableIterator<unknown> {
  const iterator = arrayIterator.call(list) as IterableIterator<unknown>
  lists.set(iterator, list)
  return iterator
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
  let known = collections.get(collection)
  if (known === undefined) {
    known = new Map()
    collections.set(collection, known)
  }
  known.set(entry.key, { key: entry.keyOrigin, value: entry.valueOrigin })
}

/** The origin of a value in a Map. */
export function originInMap(map: object, key: unknown): Origin {
  return collections.get(map)?.get(key)?.value
}

/** The keys of a Map or the values of a Set, as a list. */
export function keysOf(collection: Map<unknown, unknown> | Set<unknown>): unknown[] {
  const known = collections.get(collection)
  return listOf(
    [...collection.keys()].map((key) => [key, known?.get(key)?.key] as const),
    undefined,
  )
}

/** The values of a Map, as a list. */
export function valuesOfMap(map: Map<unknown, unknown>): unknown[] {
  return listOf(
    [...map].map(([key, value]) => [value, originInMap(map, key)] as const),
    undefined,
  )
}

/** The entries of a Map, as a list of pairs. */
export function entriesOfMap(map: Map<unknown, unknown>): unknown[] {
  const known = collections.get(map)
  const pairs = [...map].map(([key, value]) => {
    const both = [[key, known?.get(key)?.key] as const, [value, known?.get(key)?.value] as const]
    return [listOf(both, undefined), undefined] as const
  })
  return listOf(pairs, undefined)
}
