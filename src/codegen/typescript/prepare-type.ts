import { decodePointer, isJsonObject, type JsonValue } from '../../model/index.ts'
import {
  childPlaces,
  findKeyword,
  isSecretMark,
  localReference,
  measuredUnit,
  type Position,
  positionAt,
  type Schema,
  type SchemaNode,
} from '../../schema/index.ts'
import { type FoundMember, freeMembers, namedMembers } from './find-members.ts'
import {
  importedType,
  intersection,
  isUnknown,
  listOf,
  literals,
  neverType,
  type PlainSchema,
  referenceTo,
  scalarType,
  tupleOf,
  union,
  unknownType,
} from './plain-schema.ts'
import { prepareObject } from './prepare-object.ts'

/** `complete`: after defaults. `input`: as authors write it, defaulted members optional, quantities and secrets allowed. */
export type Variant = 'complete' | 'input'

/** What is needed to prepare the types of one variant. */
export interface TypeWork {
  readonly schema: Schema
  readonly variant: Variant
  /** What the type of a definition is called in this variant. */
  readonly definitions: ReadonlyMap<string, string>
  /** The same of those that other files declare. */
  readonly shared: ReadonlyMap<string, string>
  /** What imports are called. */
  readonly imports: Readonly<Record<'Quantity' | 'SecretReference', string>>
}

/** What holds for a place from further up. */
export interface Surroundings {
  readonly effect: JsonValue | undefined
  /** The types that the schemas around say the value may have; empty where they do not. */
  readonly types: readonly string[]
}

/** The type of what the subschema at `pointer` says; `true` or nothing there is unknown. */
export function prepareTypeAt(work: TypeWork, pointer: string, around: Surroundings): PlainSchema {
  return prepareType(work, positionAt(work.schema, pointer), around)
}

/**
 * A type that takes every value which the position takes; where TypeScript has no words for a restriction, it takes
 * more.
 */
function prepareType(work: TypeWork, position: Position, around: Surroundings): PlainSchema {
  if (position.length === 0) return unknownType
  if (isSecretMark(findKeyword(position, 'x-secret')?.value))
    return union([importedType(work.imports.SecretReference), scalarType('null')])
  if (takesQuantity(work, position)) return quantityType(work, position)
  const { own, references } = partsOf(work, position)
  const effect = findKeyword(position, 'x-effect')?.value ?? around.effect
  const stated = [findKeyword(own, 'type')?.value ?? []].flat().map(String)
  const types = stated.length > 0 ? stated : around.types
  const inside = { effect, types }
  const others = [...references, ...unionTypes(work, own, inside)].filter((type) => !isUnknown(type))
  // What only says "an object" adds nothing to what says which.
  return others.length > 0 && !saysMore(own)
    ? intersection(others)
    : intersection([...others, ownType(work, own, inside)])
}

const telling = [
  'enum',
  'const',
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'prefixItems',
]

function saysMore(own: Position): boolean {
  return telling.some((keyword) => findKeyword(own, keyword) !== undefined)
}

/** The scalar that a reference leads to is written out; everything else has a name. */
function partsOf(work: TypeWork, position: Position): { own: Position; references: PlainSchema[] } {
  const [first] = position
  const own: SchemaNode[] = []
  const references: PlainSchema[] = []
  const visit = (node: SchemaNode): void => {
    own.push(node)
    const target = localReference(node.node.$ref)
    const definition = target === undefined ? undefined : definitionName(target)
    if (definition !== undefined) {
      const referred = positionAt(work.schema, target ?? '')
      const name = work.definitions.get(definition)
      const shared = work.shared.get(definition)
      if (isPlain(referred)) own.push(...referred)
      else if (shared !== undefined) references.push(importedType(shared))
      else references.push(name === undefined ? unknownType : referenceTo(name))
    }
    for (const child of childPlaces(node)) {
      if (child.keyword === 'allOf' && isJsonObject(child.value))
        visit({ pointer: child.pointer, node: child.value })
    }
  }
  if (first !== undefined) visit(first)
  return { own, references }
}

/** A scalar without a list of choices: shorter than a name for it, and its range belongs to where it is used. */
export function isPlain(position: Position): boolean {
  const types = [findKeyword(position, 'type')?.value ?? []].flat()
  const isScalar = types.length > 0 && types.every((type) => type !== 'object' && type !== 'array')
  return (
    isScalar &&
    [...telling, 'anyOf', 'oneOf'].every((keyword) => findKeyword(position, keyword) === undefined)
  )
}

/** `/$defs/port` → `port` */
function definitionName(target: string): string | undefined {
  const [keyword, name, ...more] = decodePointer(target)
  return keyword === '$defs' && more.length === 0 ? name : undefined
}

function ownType(work: TypeWork, own: Position, around: Surroundings): PlainSchema {
  const constant = findKeyword(own, 'const')
  if (constant !== undefined) return literals([constant.value])
  const choices = findKeyword(own, 'enum')?.value
  if (Array.isArray(choices)) return literals(choices)
  if (around.types.length === 0) return unknownType
  return union(around.types.map((type) => typeNamed(work, type, { own, effect: around.effect })))
}

interface Composite {
  readonly own: Position
  readonly effect: JsonValue | undefined
}

function typeNamed(work: TypeWork, type: string, composite: Composite): PlainSchema {
  switch (type) {
    case 'integer':
      return scalarType('number')
    case 'array':
      return listType(work, composite)
    case 'object':
      return objectType(work, composite)
    default:
      return scalarType(type)
  }
}

function objectType(work: TypeWork, { own, effect }: Composite): PlainSchema {
  const typeOf = (member: FoundMember): PlainSchema =>
    member.isForbidden ? neverType : prepareType(work, member.position, { effect: member.effect, types: [] })
  const named = namedMembers(work.schema, own, effect).map((member) => {
    const isOptional = member.hasDefault ? work.variant === 'input' : !member.isRequired
    // To TypeScript, what has no member `toString` still has that of every object.
    const isInherited = isOptional && member.name in Object.prototype
    return { ...member, isOptional, type: isInherited ? unknownType : typeOf(member) }
  })
  const free = freeMembers(work.schema, own, effect).map((member) => ({ ...member, type: typeOf(member) }))
  return prepareObject({ named, free })
}

function listType(work: TypeWork, { own, effect }: Composite): PlainSchema {
  const around = { effect, types: [] }
  const tuple = findKeyword(own, 'prefixItems')
  const items = findKeyword(own, 'items')
  const rest =
    items === undefined || items.value === false
      ? undefined
      : prepareTypeAt(work, `${items.pointer}/items`, around)
  if (tuple === undefined || !Array.isArray(tuple.value)) {
    return items?.value === false ? tupleOf([], undefined) : listOf(rest ?? unknownType)
  }
  const elements = tuple.value.map((element, index) =>
    element === false ? neverType : prepareTypeAt(work, `${tuple.pointer}/prefixItems/${index}`, around),
  )
  return tupleOf(elements, rest)
}

/** The unions beside what the position says itself. With members of its own, branches only restrict them. */
function unionTypes(work: TypeWork, own: Position, around: Surroundings): PlainSchema[] {
  if (findKeyword(own, 'properties') !== undefined) return []
  return own.flatMap(({ pointer, node }) =>
    ['anyOf', 'oneOf'].flatMap((keyword) => {
      const branches = node[keyword]
      if (!Array.isArray(branches)) return []
      const open = [...branches.keys()].filter((index) => branches[index] !== false)
      return [union(open.map((index) => prepareTypeAt(work, `${pointer}/${keyword}/${index}`, around)))]
    }),
  )
}

function takesQuantity({ variant }: TypeWork, position: Position): boolean {
  const isDuration = findKeyword(position, 'x-duration') !== undefined
  const hasUnit = isDuration || measuredUnit(findKeyword(position, 'x-unit')?.value) !== undefined
  return variant === 'input' && hasUnit && findKeyword(position, 'enum') === undefined
}

function quantityType({ imports }: TypeWork, position: Position): PlainSchema {
  const isNullable = [findKeyword(position, 'type')?.value].flat().includes('null')
  const written = findKeyword(position, 'x-duration') === undefined ? 'number' : 'string'
  const types = [scalarType(written), importedType(imports.Quantity)]
  return union(isNullable ? [...types, scalarType('null')] : types)
}
