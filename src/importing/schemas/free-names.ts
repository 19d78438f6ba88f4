import type { JsonObject, JsonValue } from '../../model/index.ts'
import { shapeOf } from './shape-of.ts'

/** Fewer names are taken for declared ones. */
const fewest = 3

/** True for objects whose names are data, such as addresses or interfaces: all of one shape, none a plain word. */
export function areFreeNames(objects: readonly JsonObject[]): boolean {
  const names = new Set(objects.flatMap((each) => Object.keys(each)))
  if (names.size < fewest || [...names].some((name) => /^[A-Za-z_]+$/.test(name))) return false
  const values = objects.flatMap((each) => Object.values(each))
  const isObject = values.every((each) => typeof each === 'object' && each !== null && !Array.isArray(each))
  return isObject && new Set(values.map((each: JsonValue) => shapeOf(each))).size === 1
}
