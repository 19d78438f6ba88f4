import { type Call, invoke } from '../calls.ts'
import {
  iterate,
  iteratorOver,
  keyIn,
  noteInCollection,
  originInMap,
  pairIn,
  stepsOfMap,
  stepsOfSet,
  valueIn,
} from '../iteration.ts'
import { readMember } from '../members.ts'
import type { Origin } from '../origin.ts'
import { isObject, originToKeep } from '../shadows.ts'
import { origin, setOrigin } from '../state.ts'
import { callNative } from './other.ts'
import type { Handler } from './registry.ts'

type Collection = Map<unknown, unknown> | Set<unknown>

/** Functions of Map and Set that hand members on. */
export const collectionHandlers: readonly (readonly [unknown, Handler])[] = [
  [
    Map.prototype.get,
    onMap((call, map) => result(map.get(call.values[0]), originInMap(map, call.values[0]))),
  ],
  [Map.prototype.set, onMap((call, map) => put(map, call.values, call.origins))],
  [Map.prototype.keys, onMap((_, map) => iteratorOver(stepsOfMap(map, keyIn)))],
  [Map.prototype.values, onMap((_, map) => iteratorOver(stepsOfMap(map, valueIn)))],
  [Map.prototype.entries, onMap((_, map) => iteratorOver(stepsOfMap(map, pairIn)))],
  [Map.prototype.forEach, onMap(eachOfMap)],
  [Set.prototype.add, onSet((call, set) => add(set, call.values[0], call.origins[0]))],
  [Set.prototype.values, onSet((_, set) => iteratorOver(stepsOfSet(set)))],
  [Set.prototype.forEach, onSet(eachOfSet)],
]

/** `new Map(…)` and `new Set(…)`. */
export const collectionConstructors: readonly (readonly [unknown, Handler])[] = [
  [
    Map,
    (call) =>
      filled(call, new Map(), ([pair], map) =>
        put(map, [readMember(pair, 0), readMember(pair, 1)], pairOrigins(pair)),
      ),
  ],
  [Set, (call) => filled(call, new Set(), ([value, known], set) => add(set, value, known))],
]

function onMap(handle: (call: Call, map: Map<unknown, unknown>) => unknown): Handler {
  return (call) => (call.self instanceof Map ? handle(call, call.self) : callNative(call))
}

function onSet(handle: (call: Call, set: Set<unknown>) => unknown): Handler {
  return (call) => (call.self instanceof Set ? handle(call, call.self) : callNative(call))
}

function filled<T extends Collection>(
  call: Call,
  made: T,
  add: (element: readonly [unknown, Origin], made: T) => void,
): T {
  const [source] = call.values
  if (source === null || source === undefined) return result(made, undefined)
  setOrigin(call.origins[0])
  for (const element of iterate(source)) add(element, made)
  return result(made, undefined)
}

function pairOrigins(pair: unknown): Origin[] {
  return [0, 1].map((index) => {
    const value = readMember(pair, index)
    return originToKeep(value, origin)
  })
}

function put(
  map: Map<unknown, unknown>,
  [key, value]: readonly unknown[],
  origins: readonly Origin[],
): unknown {
  map.set(key, value)
  noteInCollection(map, {
    key,
    keyOrigin: originToKeep(key, origins[0]),
    valueOrigin: originToKeep(value, origins[1]),
  })
  return result(map, undefined)
}

function add(set: Set<unknown>, value: unknown, known: Origin): unknown {
  // The first of equal values stays, and so does its origin.
  if (!set.has(value))
    noteInCollection(set, { key: value, keyOrigin: originToKeep(value, known), valueOrigin: undefined })
  set.add(value)
  return result(set, undefined)
}

function eachOfMap(call: Call, map: Map<unknown, unknown>): undefined {
  for (const [pair] of iterate(map)) {
    const [key, value] = pair as [unknown, unknown]
    const [keyOrigin, valueOrigin] = pairOrigins(pair)
    invoke(call.values[0], call.values[1], [value, key, map], [valueOrigin, keyOrigin, undefined])
  }
  setOrigin(undefined)
}

function eachOfSet(call: Call, set: Set<unknown>): undefined {
  for (const [value, known] of iterate(set))
    invoke(call.values[0], call.values[1], [value, value, set], [known, known, undefined])
  setOrigin(undefined)
}

function result<T>(value: T, known: Origin): T {
  setOrigin(isObject(value) ? undefined : known)
  return value
}
