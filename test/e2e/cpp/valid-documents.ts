import fc from 'fast-check'
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../../src/model/index.ts'
import { localReference, type Schema } from '../../../src/schema/index.ts'

/**
 * Documents that a schema accepts, or nearly: rules between members (conditions, what may not be shared) are left to
 * chance. Bounds come often, as that is where mistakes are.
 */
export function documentsOf(schema: Schema): fc.Arbitrary<JsonValue> {
  return arbitraryOf({ schema, depth: 0 }, schema.document)
}

interface Context {
  readonly schema: Schema
  /** How many references were followed on the way down. */
  readonly depth: number
}

type Arbitrary = fc.Arbitrary<JsonValue>

function arbitraryOf(context: Context, stated: JsonValue | undefined): Arbitrary {
  if (!isJsonObject(stated)) return anyValue
  const node = merged(context.schema, stated)
  const deeper = { ...context, depth: context.depth + 1 }
  if (node.const !== undefined) return fc.constant(node.const)
  if (Array.isArray(node.enum)) return fc.constantFrom(...(node.enum as JsonValue[]))
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = node[keyword]
    if (!Array.isArray(branches) || node.properties !== undefined) continue
    const { [keyword]: _, discriminator: __, ...rest } = node
    const simple = context.depth > 6 ? branches.filter(isScalar) : branches
    const chosen = simple.length > 0 ? simple : branches
    return fc.oneof(...chosen.map((branch) => arbitraryOf(deeper, { allOf: [rest, branch] })))
  }
  const types = [node.type].flat().filter((type) => typeof type === 'string')
  if (types.length === 0) return anyValue
  return fc.oneof(...types.map((type) => arbitraryOfType(deeper, node, type)))
}

const anyValue: Arbitrary = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, false, 0, 1, -1, 0.5, '', 'text', '😀'),
  fc.constantFrom<JsonValue>([], {}, [1, 'a'], { a: { b: [null] } }),
)

function isScalar(branch: JsonValue): boolean {
  return (
    isJsonObject(branch) && !['object', 'array'].includes(String(branch.type)) && branch.$ref === undefined
  )
}

/** A node with what it refers to and its `allOf` as one: of two bounds the later. */
function merged(schema: Schema, node: JsonObject): JsonObject {
  const { $ref, allOf, ...own } = node
  const target = localReference($ref)
  const parts = [
    ...(target === undefined ? [] : [valueAt(schema.document, target)]),
    ...(Array.isArray(allOf) ? allOf : []),
  ].filter(isJsonObject)
  const all: Record<string, JsonValue> = {}
  const properties: Record<string, JsonValue> = {}
  for (const part of [...parts.map((each) => merged(schema, each)), own]) {
    Object.assign(all, part)
    if (isJsonObject(part.properties)) Object.assign(properties, part.properties)
  }
  return { ...all, ...(all.properties !== undefined && { properties }) }
}

function arbitraryOfType(context: Context, node: JsonObject, type: string): Arbitrary {
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number':
      return numberOf(node, type === 'integer')
    case 'string':
      return textOf(node)
    case 'array':
      return listOf(context, node)
    default:
      return objectOf(context, node)
  }
}

function numberOf(node: JsonObject, isInteger: boolean): Arbitrary {
  const bound = (keyword: string): number | undefined =>
    typeof node[keyword] === 'number' ? (node[keyword] as number) : undefined
  const step = bound('multipleOf')
  const low = bound('minimum') ?? (bound('exclusiveMinimum') ?? -1001) + 1
  const high = Math.max(low, bound('maximum') ?? (bound('exclusiveMaximum') ?? 1001) - 1)
  if (step !== undefined) {
    const most = Math.max(1, Math.min(1000, Math.floor((high - low) / step)))
    return fc.nat(most).map((count) => Number((Math.ceil(low / step) * step + count * step).toPrecision(12)))
  }
  const edges = fc.constantFrom(low, high)
  if (isInteger)
    return fc.oneof(edges, fc.integer({ min: Math.max(low, -(2 ** 31)), max: Math.min(high, 2 ** 31 - 1) }))
  return fc.oneof(
    edges,
    fc.double({ min: low, max: high, noNaN: true }).map((value) => value + 0),
  )
}

function textOf(node: JsonObject): Arbitrary {
  const minLength = typeof node.minLength === 'number' ? node.minLength : 0
  const maxLength = typeof node.maxLength === 'number' ? node.maxLength : minLength + 12
  if (typeof node.pattern === 'string') {
    // fast-check knows no word boundaries; most texts that it makes without them fit too.
    const pattern = new RegExp(node.pattern.replaceAll('\\b', ''), 'u')
    return fc.stringMatching(pattern).map((text) => [...text].slice(0, maxLength).join(''))
  }
  return fc
    .string({ minLength, maxLength, unit: 'grapheme' })
    .map((text) => [...text].slice(0, maxLength).join(''))
}

function listOf(context: Context, node: JsonObject): Arbitrary {
  const prefix = Array.isArray(node.prefixItems) ? (node.prefixItems as JsonValue[]) : []
  const most = context.depth > 8 ? 0 : 4
  const minLength = typeof node.minItems === 'number' ? Math.max(0, node.minItems - prefix.length) : 0
  const maxLength = Math.max(minLength, Math.min(Number(node.maxItems ?? most), most))
  const rest =
    node.items === false || (node.items === undefined && prefix.length > 0)
      ? fc.constant<JsonValue[]>([])
      : fc.array(arbitraryOf(context, node.items), { minLength, maxLength })
  const whole = fc
    .tuple(fc.tuple(...prefix.map((each) => arbitraryOf(context, each))), rest)
    .map(([first, others]) => [...first, ...others] as JsonValue[])
  if (node.uniqueItems !== true) return whole
  return whole.map((list) => [...new Map(list.map((each) => [JSON.stringify(each), each])).values()])
}

function objectOf(context: Context, node: JsonObject): Arbitrary {
  const properties = isJsonObject(node.properties) ? node.properties : {}
  const required = Array.isArray(node.required) ? node.required.map(String) : []
  const kept =
    context.depth > 8
      ? Object.keys(properties).filter((name) => required.includes(name))
      : Object.keys(properties)
  const members = fc.record(
    Object.fromEntries(kept.map((name) => [name, arbitraryOf(context, properties[name])])),
    { requiredKeys: kept.filter((name) => required.includes(name)) },
  ) as fc.Arbitrary<JsonObject>
  return fc.tuple(members, othersOf(context, node)).map(([own, others]) => ({ ...others, ...own }))
}

function othersOf(context: Context, node: JsonObject): fc.Arbitrary<JsonObject> {
  if (context.depth > 8) return fc.constant({})
  const sources = isJsonObject(node.patternProperties) ? Object.entries(node.patternProperties) : []
  const named = isJsonObject(node.propertyNames) ? merged(context.schema, node.propertyNames) : {}
  const byPattern = sources.map(([source, value]) =>
    fc.tuple(fc.stringMatching(new RegExp(source, 'u')), arbitraryOf(context, value)),
  )
  const isOpen = node.additionalProperties !== false && node.additionalProperties !== undefined
  const free = isOpen
    ? [fc.tuple(textOf(named) as fc.Arbitrary<string>, arbitraryOf(context, node.additionalProperties))]
    : []
  const choices = [...byPattern, ...free]
  if (choices.length === 0) return fc.constant({})
  return fc
    .array(fc.oneof(...choices), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries.filter(([name]) => name !== '__proto__')))
}
