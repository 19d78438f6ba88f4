import { appendPointer, canonicalJson, isJsonObject, type JsonArray, type JsonValue } from '../model/index.ts'
import { alignElements } from './align-elements.ts'

/** A document brought back with later edits kept; `conflicts` are leaves that were undone and edited both. */
export interface MergedDocument {
  readonly value: JsonValue | undefined
  readonly conflicts: readonly string[]
}

/**
 * Takes the step from `base` to `target` on `live`, which also comes from `base`: what `live` changed elsewhere
 * stays. Lists of scalars merge element by element, other lists as a whole. A conflict keeps what is live.
 */
export function mergeDocuments(
  base: JsonValue | undefined,
  target: JsonValue | undefined,
  live: JsonValue | undefined,
): MergedDocument {
  const conflicts: string[] = []
  return { value: merge({ base, target, live }, '', conflicts), conflicts }
}

interface Versions {
  readonly base: JsonValue | undefined
  readonly target: JsonValue | undefined
  readonly live: JsonValue | undefined
}

function merge(versions: Versions, pointer: string, conflicts: string[]): JsonValue | undefined {
  const { base, target, live } = versions
  if (isSame(target, base) || isSame(live, target)) return live
  if (isSame(live, base)) return target
  if (isJsonObject(base) && isJsonObject(target) && isJsonObject(live)) {
    const names = [...new Set([base, target, live].flatMap(Object.keys))].sort()
    const members = names.flatMap((name): [string, JsonValue][] => {
      const of = (value: JsonValue) =>
        isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
      const inside = { base: of(base), target: of(target), live: of(live) }
      const merged = merge(inside, appendPointer(pointer, name), conflicts)
      return merged === undefined ? [] : [[name, merged]]
    })
    return Object.fromEntries(members)
  }
  if (isScalarList(base) && isScalarList(target) && isScalarList(live)) return mergeLists(base, target, live)
  conflicts.push(pointer)
  return live
}

function mergeLists(base: JsonArray, target: JsonArray, live: JsonArray): JsonArray {
  const step = alignElements(base.map(canonicalJson), target.map(canonicalJson))
  const removed = step.removed.map((index) => canonicalJson(base[index] as JsonValue))
  const rest = live.filter((element) => {
    const place = removed.indexOf(canonicalJson(element))
    if (place >= 0) removed.splice(place, 1)
    return place < 0
  })
  const known = new Set(rest.map(canonicalJson))
  const added = step.added.map((index) => target[index] as JsonValue)
  return [...rest, ...added.filter((element) => !known.has(canonicalJson(element)))]
}

function isScalarList(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value) && value.every((element) => typeof element !== 'object' || element === null)
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return canonicalJson(a) === canonicalJson(b)
}
