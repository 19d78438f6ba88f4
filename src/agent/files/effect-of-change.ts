import { appendPointer, type Effect, isJsonObject, type JsonValue } from '../../model/index.ts'
import { describeLeaf, type Schema } from '../../schema/index.ts'

/**
 * What a component must do for a change to take effect: the most that any changed leaf asks for. Without a schema
 * nothing is known, and everything takes effect live.
 */
export function effectOfChange(before: JsonValue, after: JsonValue, schema: Schema | undefined): Effect {
  const [was, is] = [leavesOf(before), leavesOf(after)]
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter(
    (pointer) => was.get(pointer) !== is.get(pointer),
  )
  if (changed.length === 0) return 'none'
  if (schema === undefined) return 'live'
  const effects = changed.map((pointer) => describeLeaf(schema, pointer).effect)
  return effects.includes('restart') ? 'restart' : effects.includes('live') ? 'live' : 'none'
}

/** Scalars and empty containers by pointer. */
function leavesOf(value: JsonValue, pointer = '', leaves = new Map<string, string>()): Map<string, string> {
  const members: [string | number, JsonValue][] = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : []
  if (members.length === 0) leaves.set(pointer, JSON.stringify(value))
  for (const [name, member] of members) leavesOf(member, appendPointer(pointer, name), leaves)
  return leaves
}
