import {
  canonicalJson,
  isJsonObject,
  isSecretReference,
  type JsonObject,
  type JsonValue,
} from '../../model/index.ts'
import {
  completeValue,
  findKeyword,
  memberPosition,
  type Position,
  positionAt,
  type Schema,
} from '../../schema/index.ts'

/** What is left of a value when its schema's defaults give the rest; completed, it is the value again. */
export function withoutDefaults(schema: Schema, value: JsonValue): JsonValue {
  const pruned = prune(schema, positionAt(schema, ''), value)
  const completed = completeValue(schema, pruned).value
  // Where unions or conditions choose by what was left out, nothing is.
  return canonicalJson(completed) === canonicalJson(value) ? pruned : value
}

function prune(schema: Schema, position: Position, value: JsonValue): JsonValue {
  if (!isJsonObject(value) || isSecretReference(value)) return value
  const kept: Record<string, JsonValue> = {}
  for (const [name, member] of Object.entries(value)) {
    const at = memberPosition(schema, position, name)
    if (isDefault(schema, at, member)) continue
    kept[name] = prune(schema, at, member)
  }
  return kept as JsonObject
}

function isDefault(schema: Schema, position: Position, member: JsonValue): boolean {
  const found = findKeyword(position, 'default')
  if (found === undefined) return false
  const completed = completeValue(schema, found.value, position[0]?.pointer ?? '').value
  return canonicalJson(completed) === canonicalJson(member)
}
