import {
  appendPointer,
  encodePointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../model/index.ts'
import { matches } from './patterns/known-patterns.ts'
import type { Schema } from './schema.ts'

/** One subschema, by its pointer in the schema file. */
export interface SchemaNode {
  readonly pointer: string
  readonly node: JsonObject
}

/**
 * Everything that a schema says of one place of a value: the subschema itself, what it refers to and its `allOf`, in
 * the order of precedence. Empty where the schema says nothing.
 */
export type Position = readonly SchemaNode[]

const positionsBySchema = new WeakMap<Schema, Map<string, Position>>()

/** The position of the subschema at `pointer`, `$ref` and `allOf` resolved. */
export function positionAt(schema: Schema, pointer: string): Position {
  let positions = positionsBySchema.get(schema)
  if (positions === undefined) {
    positions = new Map()
    positionsBySchema.set(schema, positions)
  }
  let position = positions.get(pointer)
  if (position === undefined) {
    position = expand(schema, pointer, new Set())
    positions.set(pointer, position)
  }
  return position
}

/** The first of the position's subschemas that has `keyword`, with the keyword's value. */
export function findKeyword(
  position: Position,
  keyword: string,
): (SchemaNode & { readonly value: JsonValue }) | undefined {
  for (const { pointer, node } of position) {
    const value = node[keyword]
    if (value !== undefined) return { pointer, node, value }
  }
  return undefined
}

const namesByPosition = new WeakMap<Position, readonly string[]>()

/** The names of `properties`, sorted. */
export function memberNames(position: Position): readonly string[] {
  const positionNames = namesByPosition.get(position) ?? findNames(position)
  namesByPosition.set(position, positionNames)
  return positionNames
}

function findNames(position: Position): string[] {
  const names = position.flatMap(({ node }) =>
    isJsonObject(node.properties) ? Object.keys(node.properties) : [],
  )
  return [...new Set(names)].sort()
}

const membersByPosition = new WeakMap<Position, Map<string, Position>>()

/** What is said of the member `name`: `properties`, else `patternProperties`, else `additionalProperties`. */
export function memberPosition(schema: Schema, position: Position, name: string): Position {
  const members = membersByPosition.get(position) ?? new Map<string, Position>()
  membersByPosition.set(position, members)
  const knownMember = members.get(name)
  if (knownMember !== undefined) return knownMember
  const foundMember = findMember(schema, position, name)
  members.set(name, foundMember)
  return foundMember
}

function findMember(schema: Schema, position: Position, name: string): Position {
  // Declared as `true`, a member is known, and nothing more is said of it.
  const isNamed = position.some(({ node }) => hasMember(node.properties, name))
  if (isNamed) {
    return join(position, ({ pointer, node }) =>
      hasMember(node.properties, name)
        ? positionAt(schema, `${pointer}${encodePointer(['properties', name])}`)
        : [],
    )
  }
  const isMatched = position.some(({ node }) => patternsFor(node, name).length > 0)
  if (isMatched) {
    return join(position, ({ pointer, node }) =>
      patternsFor(node, name).flatMap((pattern) =>
        positionAt(schema, appendPointer(`${pointer}/patternProperties`, pattern)),
      ),
    )
  }
  return join(position, ({ pointer }) => positionAt(schema, `${pointer}/additionalProperties`))
}

function hasMember(properties: JsonValue | undefined, name: string): boolean {
  return isJsonObject(properties) && Object.hasOwn(properties, name)
}

/** What is said of the element at `index`: `prefixItems`, else `items`. */
export function elementPosition(schema: Schema, position: Position, index: number): Position {
  return join(position, ({ pointer, node }) => {
    const prefix = node.prefixItems
    const isInPrefix = Array.isArray(prefix) && index < prefix.length
    return positionAt(schema, isInPrefix ? `${pointer}/prefixItems/${index}` : `${pointer}/items`)
  })
}

/** All that is found for the nodes of a position; where one node alone says something, that position itself. */
function join(position: Position, find: (node: SchemaNode) => Position): Position {
  const unionsOfEach = position.map(find).filter(({ length }) => length > 0)
  return unionsOfEach.length === 1 ? (unionsOfEach[0] as Position) : unionsOfEach.flat()
}

/** The position of a member or element as a JSON pointer names it. */
export function childPosition(schema: Schema, position: Position, segment: string): Position {
  const member = memberPosition(schema, position, segment)
  return member.length > 0 || !/^\d+$/.test(segment)
    ? member
    : elementPosition(schema, position, Number(segment))
}

const unionsByPosition = new WeakMap<Position, readonly Position[][]>()

/** The branches of the position's `anyOf` and `oneOf`, each as a position of its own, one list a union. */
export function unionsOf(schema: Schema, position: Position): readonly Position[][] {
  const positionUnions = unionsByPosition.get(position) ?? findUnions(schema, position)
  unionsByPosition.set(position, positionUnions)
  return positionUnions
}

function findUnions(schema: Schema, position: Position): Position[][] {
  return position.flatMap(({ pointer, node }) =>
    ['anyOf', 'oneOf'].flatMap((keyword) => {
      const branches = node[keyword]
      if (!Array.isArray(branches)) return []
      return [branches.map((_, index) => positionAt(schema, `${pointer}/${keyword}/${index}`))]
    }),
  )
}

const branchedByPosition = new WeakMap<Position, Position>()

/** The position with all branches of its unions, and of theirs, whatever the value. */
export function withAllBranches(schema: Schema, position: Position): Position {
  const branchedPosition = branchedByPosition.get(position)
  if (branchedPosition !== undefined) return branchedPosition
  const all = new Map<string, SchemaNode>()
  const add = (nodes: Position): void => {
    const fresh = nodes.filter(({ pointer }) => !all.has(pointer))
    for (const node of fresh) all.set(node.pointer, node)
    for (const branch of unionsOf(schema, fresh).flat()) add(branch)
  }
  add(position)
  const branched = [...all.values()]
  branchedByPosition.set(position, branched)
  return branched
}

/** `#/$defs/port` → `/$defs/port`; undefined for a reference to anything but this document. */
export function localReference(reference: JsonValue | undefined): string | undefined {
  if (typeof reference !== 'string' || !/^#(\/|$)/.test(reference)) return undefined
  try {
    return decodeURIComponent(reference.slice(1))
  } catch {
    return undefined
  }
}

function expand(schema: Schema, pointer: string, seen: Set<string>): Position {
  const node = seen.has(pointer) ? undefined : valueAt(schema.document, pointer)
  if (!isJsonObject(node)) return []
  seen.add(pointer)
  const target = localReference(node.$ref)
  const referred = target === undefined ? [] : expand(schema, target, seen)
  const parts = Array.isArray(node.allOf) ? node.allOf : []
  const joined = parts.flatMap((_, index) => expand(schema, `${pointer}/allOf/${index}`, seen))
  return [{ pointer, node }, ...referred, ...joined]
}

function patternsFor({ patternProperties }: JsonObject, name: string): string[] {
  if (!isJsonObject(patternProperties)) return []
  return Object.keys(patternProperties).filter((pattern) => matches(pattern, name))
}
