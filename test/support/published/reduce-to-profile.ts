import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../../src/model/index.ts'

/**
 * A published schema as the house profile has it. Older drafts are brought to 2020-12; what the profile asks for is
 * added (types, bounds, openness said in words), what it bans is left out. The outcome may take other documents than
 * the original: it is the outcome that both validators get.
 */
export function reduceToProfile(document: JsonObject): JsonObject {
  const { $defs, definitions, ...root } = document
  const work: Work = { document, defs: new Map() }
  const reduced = reduceNode(work, root, { types: [], isCondition: false })
  for (const [name, node] of Object.entries({ ...asObject(definitions), ...asObject($defs) }))
    define(work, name, node)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    'x-effect': 'restart',
    ...reduced,
    $defs: Object.fromEntries(work.defs) as JsonObject,
  }
}

interface Work {
  readonly document: JsonObject
  readonly defs: Map<string, JsonValue>
}

interface Around {
  /** What the schemas around allow for the same value. */
  readonly types: readonly string[]
  readonly isCondition: boolean
}

const kept = [
  ...[
    'title',
    'description',
    'type',
    'enum',
    'const',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
  ],
  ...['multipleOf', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems', 'uniqueItems', 'required'],
  ...['minProperties', 'maxProperties', 'dependentRequired', 'additionalProperties'],
]
const keywordsByType: Readonly<Record<string, readonly string[]>> = {
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength', 'pattern'],
  array: ['minItems', 'maxItems', 'uniqueItems', 'items', 'prefixItems', 'contains'],
  object: [
    ...['required', 'minProperties', 'maxProperties', 'dependentRequired', 'dependentSchemas', 'properties'],
    ...['patternProperties', 'additionalProperties', 'propertyNames'],
  ],
}

function reduceSub(work: Work, value: JsonValue | undefined, around: Around): JsonValue {
  return isJsonObject(value) ? reduceNode(work, value, around) : (value ?? true)
}

function reduceNode(work: Work, node: JsonObject, around: Around): JsonObject {
  const { $ref, $dynamicRef: _dynamic, ...beside } = node
  const reference = referenceOf(work, node)
  const isAlone = !Object.values(keywordsByType)
    .flat()
    .some((keyword) => beside[keyword] !== undefined)
  if (reference !== undefined && isAlone) return reference
  if (reference !== undefined)
    return reduceNode(work, { ...beside, allOf: [{ $ref: $ref ?? '' }, ...asList(node.allOf)] }, around)
  const scalars = Object.fromEntries(Object.entries(node).filter(([keyword]) => kept.includes(keyword)))
  const draft: Record<string, JsonValue> = { ...scalars, ...boundsOf(node) }
  dropUnreadable(draft)
  addParts(work, node, { draft, around })
  const types = addType(draft, around)
  if (types.includes('integer') && !around.isCondition) {
    draft.minimum ??= -9007199254740991
    draft.maximum ??= 9007199254740991
  }
  closeObject(draft, types)
  addLogic(work, node, { draft, types, around })
  return draft
}

/** A reference stands alone, and leads to an entry of `$defs`. */
function referenceOf(work: Work, node: JsonObject): JsonObject | undefined {
  const dynamic = typeof node.$dynamicRef === 'string' ? '#/$defs/schema' : undefined
  const reference = typeof node.$ref === 'string' ? node.$ref : dynamic
  if (reference === undefined) return undefined
  if (!reference.startsWith('#')) return {}
  const pointer = decodeURIComponent(reference.slice(reference.indexOf('#') + 1)).replace(
    /^\/definitions\//,
    '/$defs/',
  )
  const parts = pointer.split('/')
  const isDefinition = parts.length === 3 && parts[1] === '$defs'
  const name = isDefinition
    ? (parts[2] ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
    : `at${pointer.replaceAll('/', '-')}`
  const target = isDefinition ? undefined : valueAt(work.document, pointer)
  if (!isDefinition) define(work, name, pointer === '' ? withoutDefinitions(work.document) : (target ?? {}))
  return { $ref: `#/$defs/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}` }
}

function define(work: Work, name: string, node: JsonValue): void {
  if (work.defs.has(name)) return
  work.defs.set(name, {})
  work.defs.set(name, reduceSub(work, node, { types: [], isCondition: false }))
}

function withoutDefinitions({ definitions: _old, $defs: _new, ...root }: JsonObject): JsonObject {
  return root
}

/** Draft 4 says by a boolean that a bound is exclusive. */
function boundsOf({
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
}: JsonObject): Record<string, JsonValue> {
  return {
    ...(exclusiveMinimum === true && minimum !== undefined && { exclusiveMinimum: minimum }),
    ...(exclusiveMaximum === true && maximum !== undefined && { exclusiveMaximum: maximum }),
  }
}

function dropUnreadable(draft: Record<string, JsonValue>): void {
  // The profile's patterns are matched in linear time.
  if (typeof draft.pattern === 'string' && /\(\?<?[=!]/.test(draft.pattern)) delete draft.pattern
  for (const keyword of ['exclusiveMinimum', 'exclusiveMaximum'])
    if (typeof draft[keyword] === 'boolean') delete draft[keyword]
  if (typeof draft.pattern === 'string' && !isExpression(draft.pattern)) delete draft.pattern
  if (Array.isArray(draft.required) && draft.required.length === 0) delete draft.required
}

function addParts(
  work: Work,
  node: JsonObject,
  { draft, around }: { draft: Record<string, JsonValue>; around: Around },
): void {
  const inside = { types: [], isCondition: around.isCondition }
  const sub = (value: JsonValue | undefined): JsonValue => reduceSub(work, value, inside)
  if (isJsonObject(node.properties)) draft.properties = mapObject(node.properties, sub)
  if (isJsonObject(node.patternProperties)) {
    const patterns = Object.entries(node.patternProperties).filter(
      ([pattern]) =>
        isExpression(pattern) &&
        !Object.keys(asObject(node.properties)).some((name) => new RegExp(pattern, 'u').test(name)),
    )
    draft.patternProperties = mapObject(Object.fromEntries(patterns), sub)
  }
  if (isJsonObject(node.additionalProperties)) draft.additionalProperties = sub(node.additionalProperties)
  if (node.propertyNames !== undefined)
    draft.propertyNames = reduceSub(work, node.propertyNames, { types: ['string'], isCondition: true })
  if (node.contains !== undefined)
    draft.contains = reduceSub(work, node.contains, { types: [], isCondition: true })
  const prefix = Array.isArray(node.items) ? node.items : node.prefixItems
  if (Array.isArray(prefix) && prefix.length > 0) {
    draft.prefixItems = prefix.map(sub)
    draft.minItems = prefix.length
    draft.items = Array.isArray(node.items) ? sub(node.additionalItems) : sub(node.items)
    if (draft.items === true) draft.items = {}
    delete draft.maxItems
  } else if (node.items !== undefined && !Array.isArray(node.items)) draft.items = sub(node.items)
  for (const [name, value] of Object.entries({
    ...asObject(node.dependencies),
    ...asObject(node.dependentSchemas),
  })) {
    if (Array.isArray(value))
      draft.dependentRequired = { ...asObject(draft.dependentRequired), [name]: value }
    else {
      const part = reduceSub(work, value, { types: ['object'], isCondition: true })
      draft.dependentSchemas = { ...asObject(draft.dependentSchemas), [name]: part }
    }
  }
}

/** States the type that the keywords speak of, where nothing does. */
function addType(draft: Record<string, JsonValue>, around: Around): readonly string[] {
  const spoken = Object.entries(keywordsByType).flatMap(([type, keywords]) =>
    keywords.some((keyword) => draft[keyword] !== undefined) ? [type] : [],
  )
  const stated = draft.type === undefined ? [] : [draft.type].flat().map(String)
  const isSpoken = (types: readonly string[], type: string): boolean =>
    types.includes(type) || (type === 'number' && types.includes('integer'))
  const base = stated.length > 0 ? stated : around.types
  const missing = spoken.filter((type) => !isSpoken(base, type))
  if (missing.length === 0) return base
  // What cannot be here says nothing here.
  if (base.length > 0) {
    for (const type of missing) for (const keyword of keywordsByType[type] ?? []) delete draft[keyword]
    return base
  }
  draft.type = missing.length === 1 ? (missing[0] as string) : missing
  return missing
}

function closeObject(draft: Record<string, JsonValue>, types: readonly string[]): void {
  if (!types.includes('object')) return
  draft.additionalProperties ??= true
  if (draft.additionalProperties !== false || !Array.isArray(draft.required)) return
  const known = Object.keys(asObject(draft.properties))
  const required = draft.required.filter((name) => known.includes(String(name)))
  if (required.length > 0) draft.required = required
  else delete draft.required
}

const branches = ['anyOf', 'oneOf', 'allOf']

function addLogic(
  work: Work,
  node: JsonObject,
  { draft, types, around }: { draft: Record<string, JsonValue>; types: readonly string[]; around: Around },
): void {
  const restricts = around.isCondition || draft.properties !== undefined
  for (const keyword of branches) {
    const list = node[keyword]
    if (!Array.isArray(list)) continue
    const isCondition = restricts || keyword === 'allOf'
    const parts = list
      .map((part) => reduceSub(work, part, { types, isCondition }))
      .filter((part) => fits(part, types))
    if (parts.length > 0) draft[keyword] = parts
  }
  const condition = { types, isCondition: true }
  if (node.not !== undefined) draft.not = reduceSub(work, node.not, condition)
  if (node.if === undefined || (node.then ?? node.else) === undefined) return
  for (const keyword of ['if', 'then', 'else'])
    if (node[keyword] !== undefined) draft[keyword] = reduceSub(work, node[keyword], condition)
}

/** Whether a part may have one of the types that are allowed. */
function fits(part: JsonValue, types: readonly string[]): boolean {
  if (!isJsonObject(part) || part.type === undefined || types.length === 0) return true
  return [part.type]
    .flat()
    .every((type) => types.includes(String(type)) || (type === 'integer' && types.includes('number')))
}

function mapObject(object: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}
