import { isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts'
import { type MemberName, memberStandIn } from './stand-ins.ts'

/**
 * A schema that json-schema-to-typescript turns into the type meant: one keyword says what it is, nothing is implied.
 * The constructors below make them.
 */
export type PlainSchema = JsonObject

// As `{}` or `{ "type": "any" }` it would lose its comment.
export const unknownType: PlainSchema = { tsType: 'unknown' }
export const neverType: PlainSchema = { anyOf: [] }

export function scalarType(type: string): PlainSchema {
  return { type }
}

/** A type that the file imports, by the name that it has there. */
export function importedType(name: string): PlainSchema {
  return { tsType: name }
}

export function referenceTo(declared: string): PlainSchema {
  return { $ref: `#/$defs/${declared}` }
}

/** `a | b`; what is unknown swallows the rest. Unions in it become its own, as nobody writes `a | (b | c)`. */
export function union(parts: readonly PlainSchema[]): PlainSchema {
  if (parts.some(isUnknown)) return unknownType
  const [only, ...more] = parts
  if (only !== undefined && more.length === 0) return only
  const flat = distinct(parts.flatMap(alternativesOf))
  return flat.every((part) => Array.isArray(part.enum))
    ? { enum: flat.flatMap((part) => part.enum as JsonValue[]) }
    : { anyOf: flat }
}

function alternativesOf(part: PlainSchema): PlainSchema[] {
  if (Array.isArray(part.anyOf)) return part.anyOf as PlainSchema[]
  return Array.isArray(part.enum) ? part.enum.map((value) => ({ enum: [value] })) : [part]
}

/** `A & (B | C)`; what is unknown adds nothing. */
export function intersection(parts: readonly PlainSchema[]): PlainSchema {
  const knownTypes = distinct(parts.filter((part) => !isUnknown(part)))
  const [only = unknownType] = knownTypes
  return knownTypes.length < 2 ? only : { allOf: knownTypes }
}

/** Each once. The library sees to that too, but not inside of tuples. */
function distinct(parts: readonly PlainSchema[]): PlainSchema[] {
  return [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()]
}

export function listOf(element: PlainSchema): PlainSchema {
  return { type: 'array', items: element }
}

/** `[A, B, ...C[]]` */
export function tupleOf(elements: readonly PlainSchema[], rest: PlainSchema | undefined): PlainSchema {
  return { type: 'array', items: [...elements], additionalItems: rest ?? false }
}

/** The type of exactly these values. Composite ones the library would search for references, and fall over some keys. */
export function literals(values: readonly JsonValue[]): PlainSchema {
  return union(values.map(literal))
}

function literal(value: JsonValue): PlainSchema {
  if (Array.isArray(value)) return tupleOf(value.map(literal), undefined)
  if (!isJsonObject(value)) return { enum: [value] }
  const members = Object.entries(value).map(([name, member]) => ({
    called: { name },
    type: literal(member),
    isOptional: false,
  }))
  return objectOf(members, undefined)
}

/** One member of an object, or all that begin with a prefix. */
export interface PlainMember {
  readonly called: MemberName
  readonly type: PlainSchema
  readonly isOptional: boolean
}

/** An object with these members; `others` is the type of those with any further name. */
export function objectOf(members: readonly PlainMember[], others: PlainSchema | undefined): PlainSchema {
  const named = members.map((member) => ({ ...member, name: memberStandIn(member.called) }))
  return {
    type: 'object',
    properties: Object.fromEntries(named.map(({ name, type }) => [name, type])),
    required: named.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
    // Without members, `{}` would take any value but null.
    additionalProperties: others ?? (members.length === 0 ? neverType : false),
  }
}

/** With what a reader should know. A reference has no place for it, but as the only part of an intersection. */
export function annotated(type: PlainSchema, annotations: JsonObject): PlainSchema {
  if (type.$ref === undefined) return { ...type, ...annotations }
  return Object.keys(annotations).length === 0 ? type : { allOf: [type], ...annotations }
}

/** What a name is given to. The library takes what is the same object for the same type, with one name. */
export function declarable(type: PlainSchema): PlainSchema {
  return type.$ref === undefined ? { ...type } : { allOf: [type] }
}

export function isUnknown(type: PlainSchema): boolean {
  return type.tsType === unknownType.tsType
}
