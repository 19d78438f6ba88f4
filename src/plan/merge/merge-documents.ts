import {
  appendPointer,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../model/index.ts'
import type { KeysAt } from '../leaves/index.ts'
import { guessedNames, numberValues } from '../lists/index.ts'
import { type ListMerge, mergeLists } from './merge-lists.ts'

/** A document brought back with later edits kept; `conflicts` are leaves that were undone and edited both. */
export interface MergedDocument {
  readonly value: JsonValue | undefined
  readonly conflicts: readonly string[]
}

/** The same place in three documents: where both others come from, what is wanted, and what is there. */
export interface Versions<Value = JsonValue | undefined> {
  readonly base: Value
  readonly target: Value
  readonly live: Value
}

/**
 * Takes the step from `base` to `target` on `live`, which also comes from `base`: what `live` changed elsewhere
 * stays. Lists merge element by element, and what comes back stands where it stood. A conflict keeps what is live.
 */
export function mergeDocuments(versions: Versions, keysAt: KeysAt = () => guessedNames): MergedDocument {
  const conflicts: string[] = []
  const numberOf = numberValues()
  const isSame = (a: JsonValue | undefined, b: JsonValue | undefined) =>
    a === undefined || b === undefined ? a === b : numberOf(a) === numberOf(b)
  const merge = ({ base, target, live }: Versions, pointer: string): JsonValue | undefined => {
    if (isSame(target, base) || isSame(live, target)) return live
    if (isSame(live, base)) return target
    if (isJsonObject(base) && isJsonObject(target) && isJsonObject(live)) {
      return mergeObjects({ base, target, live }, (inside, name) =>
        merge(inside, appendPointer(pointer, name)),
      )
    }
    if (Array.isArray(base) && Array.isArray(target) && Array.isArray(live)) {
      const lists = { base, target, live } as Versions<JsonArray>
      return mergeLists(lists, { ...tools, pointer, ...keysAt(pointer) })
    }
    conflicts.push(pointer)
    return live
  }
  const tools: Omit<ListMerge, 'pointer' | 'keys'> = {
    numberOf,
    isSame,
    merge,
    conflict: (pointer) => conflicts.push(pointer),
  }
  return { value: merge(versions, ''), conflicts: [...new Set(conflicts)] }
}

function mergeObjects(
  { base, target, live }: Versions<JsonObject>,
  merge: (versions: Versions, name: string) => JsonValue | undefined,
): JsonValue {
  const names = [...new Set([base, target, live].flatMap(Object.keys))].sort()
  const of = (value: JsonObject, name: string) => (Object.hasOwn(value, name) ? value[name] : undefined)
  const members = names.flatMap((name): [string, JsonValue][] => {
    const inside = { base: of(base, name), target: of(target, name), live: of(live, name) }
    const merged = merge(inside, name)
    return merged === undefined ? [] : [[name, merged]]
  })
  return Object.fromEntries(members)
}
