import { appendPointer, isJsonObject, type JsonObject, type JsonValue, jsonType } from '../../model/index.ts'

/** A schema of the few keywords that `plan.schema.json` uses; a test checks that Ajv judges alike. */
export type ShapeSchema = JsonValue

/**
 * The first place where a value does not have the shape of a schema, or undefined. Knows `type`, `const`, `enum`,
 * `pattern`, `minimum`, `required`, `properties`, `additionalProperties: false`, `items`, `oneOf` and `$ref: #/$defs`.
 */
export function findMisshape(value: JsonValue, schema: ShapeSchema): string | undefined {
  return check(value, schema, '', schema)
}

/** The same of a document with long lists, in steps of one element each. */
export function* findMisshapeInSteps(
  value: JsonObject,
  schema: ShapeSchema,
): Generator<undefined, string | undefined> {
  const members = Object.entries(value)
  const frame = Object.fromEntries(
    members.map(([name, member]) => [name, Array.isArray(member) ? [] : member] as const),
  )
  const misshape = findMisshape(frame, schema)
  if (misshape !== undefined) return misshape
  const properties = isJsonObject(schema) && isJsonObject(schema.properties) ? schema.properties : {}
  for (const [name, list] of members) {
    const property = properties[name]
    if (!Array.isArray(list) || !isJsonObject(property) || property.items === undefined) continue
    for (const [index, item] of list.entries()) {
      yield
      const problem = check(item, property.items, appendPointer(`/${name}`, index), schema)
      if (problem !== undefined) return problem
    }
  }
  return undefined
}

function check(
  value: JsonValue,
  schema: ShapeSchema,
  pointer: string,
  root: ShapeSchema,
): string | undefined {
  if (!isJsonObject(schema)) return undefined
  const target = typeof schema.$ref === 'string' ? definition(root, schema.$ref) : schema
  return (
    checkScalar(value, target, pointer) ??
    checkAlternatives(value, target, pointer, root) ??
    (Array.isArray(value) ? checkItems(value, target, pointer, root) : undefined) ??
    (isJsonObject(value) ? checkMembers(value, target, pointer, root) : undefined)
  )
}

function definition(root: ShapeSchema, reference: string): JsonObject {
  const definitions = isJsonObject(root) ? root.$defs : undefined
  const schema = isJsonObject(definitions) ? definitions[reference.replace('#/$defs/', '')] : undefined
  if (!isJsonObject(schema)) throw new Error(`no definition ${reference}`)
  return schema
}

function checkScalar(value: JsonValue, schema: JsonObject, pointer: string): string | undefined {
  const where = pointer === '' ? 'the plan' : pointer
  if ('type' in schema && !hasType(value, schema.type)) return `${where} is no ${schema.type}`
  if ('const' in schema && value !== schema.const) return `${where} is not ${JSON.stringify(schema.const)}`
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) {
    return `${where} is not one of ${schema.enum.join(', ')}`
  }
  if (
    typeof schema.pattern === 'string' &&
    typeof value === 'string' &&
    !new RegExp(schema.pattern).test(value)
  ) {
    return `${where} does not match ${schema.pattern}`
  }
  if (typeof schema.minimum === 'number' && typeof value === 'number' && value < schema.minimum) {
    return `${where} is below ${schema.minimum}`
  }
  return undefined
}

function hasType(value: JsonValue, type: JsonValue | undefined): boolean {
  return type === 'integer' ? Number.isInteger(value) : jsonType(value) === type
}

/** The alternatives differ in `action`: the one that is meant tells what is wrong. */
function checkAlternatives(
  value: JsonValue,
  schema: JsonObject,
  pointer: string,
  root: ShapeSchema,
): string | undefined {
  if (!Array.isArray(schema.oneOf)) return undefined
  const problems = schema.oneOf.map((alternative: JsonValue) => check(value, alternative, pointer, root))
  if (problems.includes(undefined)) return undefined
  return problems.find((problem) => !problem?.startsWith(`${pointer}/action `)) ?? problems[0]
}

function checkItems(value: readonly JsonValue[], schema: JsonObject, pointer: string, root: ShapeSchema) {
  if (schema.items === undefined) return undefined
  for (const [index, item] of value.entries()) {
    const problem = check(item, schema.items, appendPointer(pointer, index), root)
    if (problem !== undefined) return problem
  }
  return undefined
}

function checkMembers(value: JsonObject, schema: JsonObject, pointer: string, root: ShapeSchema) {
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  for (const name of Array.isArray(schema.required) ? schema.required : []) {
    if (!Object.hasOwn(value, String(name))) return `${appendPointer(pointer, String(name))} is missing`
  }
  for (const [name, member] of Object.entries(value)) {
    if (Object.hasOwn(properties, name)) {
      const problem = check(member, properties[name] as JsonValue, appendPointer(pointer, name), root)
      if (problem !== undefined) return problem
    } else if (schema.additionalProperties === false) {
      return `${appendPointer(pointer, name)} is unknown`
    }
  }
  return undefined
}
