import { isJsonObject, type JsonObject, type JsonValue } from '../model/index.ts'
import {
  findKeyword,
  measuredUnit,
  memberPosition,
  type Position,
  positionAt,
  type Schema,
} from '../schema/index.ts'
import { commentOf } from './ts-comment.ts'

/** `complete`: after defaults. `input`: as authors write it, defaulted members optional, quantities and secrets allowed. */
export type Variant = 'complete' | 'input'

/** Type names that the generated file imports or exports; no definition may take one. */
export interface ReservedNames {
  readonly reserved: readonly string[]
}

/**
 * The schema as json-schema-to-typescript gets it: only what has a type, with the comment as its description. Cures
 * two of its faults: a tuple by `prefixItems` becomes `never[]`, a `$ref` with siblings a copy of what it refers to.
 */
export function prepareSchema(schema: Schema, variant: Variant, names: ReservedNames): JsonObject {
  const work: Work = { schema, variant, renamed: renameDefinitions(schema, names) }
  const definitions = schema.document.$defs
  const prepared = prepareNode(work, '', { effect: undefined })
  if (!isJsonObject(definitions)) return prepared
  const entries = Object.keys(definitions).map((name) => [
    work.renamed.get(name) ?? name,
    prepareNode(work, `/$defs/${escapeSegment(name)}`, { effect: undefined }),
  ])
  return { ...prepared, definitions: Object.fromEntries(entries) as JsonObject }
}

interface Work {
  readonly schema: Schema
  readonly variant: Variant
  readonly renamed: ReadonlyMap<string, string>
}

interface Inherited {
  readonly effect: JsonValue | undefined
  /** The comment of a list states the effect of its elements. */
  readonly isElement?: boolean
}

function prepareNode(work: Work, pointer: string, inherited: Inherited): JsonObject {
  const position = positionAt(work.schema, pointer)
  const node = position[0]?.node
  if (node === undefined) return {}
  const effect = findKeyword(position, 'x-effect')?.value ?? inherited.effect
  const stated = inherited.isElement ? undefined : effect
  const comment = pointer === '' ? node.description : commentOf(position, stated)
  const described = comment === undefined || comment === '' ? {} : { description: comment }
  if (findKeyword(position, 'x-secret')?.value === true)
    return { ...described, tsType: 'SecretReference | null' }
  if (takesQuantity(work, position)) return { ...described, tsType: quantityType(position) }
  if (typeof node.$ref === 'string' && !isScalar(position)) {
    // A lone member of allOf keeps both the reference and the comment.
    return { ...described, allOf: [{ $ref: referenceTo(work, node.$ref) }] }
  }
  if (isScalar(position)) return { ...described, ...scalarOf(position) }
  return { ...described, ...compositeOf(work, { pointer, node, effect }) }
}

function scalarOf(position: Position): JsonObject {
  const kept = ['type', 'enum', 'const', 'deprecated'].flatMap((keyword) => {
    const value = findKeyword(position, keyword)?.value
    return value === undefined ? [] : [[keyword, value] as const]
  })
  return Object.fromEntries(kept)
}

function compositeOf(
  work: Work,
  { pointer, node, effect }: { pointer: string; node: JsonObject; effect: JsonValue | undefined },
): JsonObject {
  const prepared: Record<string, JsonValue> = {}
  const child = (at: string): JsonObject => prepareNode(work, `${pointer}/${at}`, { effect })
  const element = (at: string): JsonObject =>
    prepareNode(work, `${pointer}/${at}`, { effect, isElement: true })
  if (node.type !== undefined) prepared.type = node.type
  if (isJsonObject(node.properties)) {
    const names = Object.keys(node.properties)
    prepared.properties = Object.fromEntries(
      names.map((name) => [name, child(`properties/${escapeSegment(name)}`)]),
    )
    prepared.required = requiredNames(work, positionAt(work.schema, pointer), names)
  }
  const additional = node.additionalProperties
  if (additional !== undefined) {
    prepared.additionalProperties = isJsonObject(additional) ? child('additionalProperties') : additional
  }
  if (Array.isArray(node.prefixItems)) {
    prepared.items = node.prefixItems.map((_, index) => element(`prefixItems/${index}`))
    prepared.additionalItems = isJsonObject(node.items) ? element('items') : false
    prepared.minItems = node.prefixItems.length
    if (node.items === false) prepared.maxItems = node.prefixItems.length
  } else if (isJsonObject(node.items)) prepared.items = element('items')
  // With members of its own, branches only restrict them.
  if (prepared.properties === undefined) {
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const list = node[keyword]
      if (Array.isArray(list)) prepared[keyword] = list.map((_, index) => child(`${keyword}/${index}`))
    }
  }
  return prepared
}

function requiredNames(work: Work, position: Position, names: readonly string[]): string[] {
  const stated = position[0]?.node.required
  const required = Array.isArray(stated) ? stated : []
  return names.filter((name) => {
    const hasDefault = findKeyword(memberPosition(work.schema, position, name), 'default') !== undefined
    return hasDefault ? work.variant === 'complete' : required.includes(name)
  })
}

function takesQuantity({ variant }: Work, position: Position): boolean {
  const hasUnit = measuredUnit(findKeyword(position, 'x-unit')?.value) !== undefined
  return variant === 'input' && hasUnit && findKeyword(position, 'enum') === undefined
}

function quantityType(position: Position): string {
  const isNullable = [findKeyword(position, 'type')?.value].flat().includes('null')
  return isNullable ? 'number | Quantity | null' : 'number | Quantity'
}

function isScalar(position: Position): boolean {
  if (findKeyword(position, 'enum') !== undefined || findKeyword(position, 'const') !== undefined) return true
  const types = [findKeyword(position, 'type')?.value].flat()
  return types.every((type) => typeof type === 'string' && type !== 'object' && type !== 'array')
}

function referenceTo({ renamed }: Work, reference: string): string {
  const name = decodeURIComponent(reference.slice('#/$defs/'.length))
  return `#/definitions/${renamed.get(name) ?? name}`
}

function renameDefinitions(schema: Schema, { reserved }: ReservedNames): Map<string, string> {
  const definitions = schema.document.$defs
  const names = isJsonObject(definitions) ? Object.keys(definitions) : []
  return new Map(
    names.filter((name) => reserved.includes(typeName(name))).map((name) => [name, `${name}_definition`]),
  )
}

/** `output_socket` → `OutputSocket` */
export function typeName(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function escapeSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
