import { decodePointer, isJsonObject } from '../model/index.ts'
import {
  childPlaces,
  findKeyword,
  localReference,
  measuredUnit,
  type Position,
  positionAt,
  type SchemaNode,
} from '../schema/index.ts'
import { membersOf } from './ts-members.ts'
import type { importable } from './ts-names.ts'
import {
  intersection,
  isUnknown,
  listOf,
  literalType,
  single,
  type TypeText,
  tupleOf,
  union,
  unknownType,
} from './ts-text.ts'
import type { Surroundings, TypeWork } from './ts-work.ts'

/** The type of what the subschema at `pointer` says; `true` or nothing there is unknown. */
export function typeAt(work: TypeWork, pointer: string, around: Surroundings): TypeText {
  return typeOf(work, positionAt(work.schema, pointer), around)
}

/**
 * A type that takes every value which the position takes; where TypeScript has no words for a restriction, it takes
 * more.
 */
export function typeOf(work: TypeWork, position: Position, around: Surroundings): TypeText {
  if (position.length === 0) return unknownType
  if (findKeyword(position, 'x-secret')?.value === true)
    return union([importedType(work, 'SecretReference'), single('null')])
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
function partsOf(work: TypeWork, position: Position): { own: Position; references: TypeText[] } {
  const [first] = position
  const own: SchemaNode[] = []
  const references: TypeText[] = []
  const visit = (node: SchemaNode): void => {
    own.push(node)
    const target = localReference(node.node.$ref)
    const definition = target === undefined ? undefined : definitionName(target)
    if (definition !== undefined) {
      const referred = positionAt(work.schema, target ?? '')
      if (isPlain(referred)) own.push(...referred)
      else references.push(nameOf(work, definition))
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

function nameOf({ names, varying, variant, used }: TypeWork, definition: string): TypeText {
  used.add(definition)
  const isInput = variant === 'input' && varying.has(definition)
  const name = (isInput ? names.definitionInputs : names.definitions).get(definition)
  return name === undefined ? unknownType : single(name)
}

function ownType(work: TypeWork, own: Position, around: Surroundings): TypeText {
  const constant = findKeyword(own, 'const')
  if (constant !== undefined) return literalType(constant.value)
  const choices = findKeyword(own, 'enum')?.value
  if (Array.isArray(choices)) return union(choices.map(literalType))
  return union(
    around.types.length === 0
      ? [unknownType]
      : around.types.map((type) => typeNamed(work, type, { own, around })),
  )
}

function typeNamed(
  work: TypeWork,
  type: string,
  { own, around }: { readonly own: Position; readonly around: Surroundings },
): TypeText {
  switch (type) {
    case 'integer':
    case 'number':
      return single('number')
    case 'array':
      return listType(work, own, around)
    case 'object':
      return membersOf(work, own, { around, typeOf })
    default:
      return single(type)
  }
}

function listType(work: TypeWork, own: Position, { effect }: Surroundings): TypeText {
  const around = { effect, types: [] }
  const tuple = findKeyword(own, 'prefixItems')
  const items = findKeyword(own, 'items')
  const rest =
    items === undefined || items.value === false ? undefined : typeAt(work, `${items.pointer}/items`, around)
  if (tuple === undefined || !Array.isArray(tuple.value)) {
    return items?.value === false ? tupleOf([], undefined) : listOf(rest ?? unknownType)
  }
  const elements = tuple.value.map((element, index) =>
    element === false ? single('never') : typeAt(work, `${tuple.pointer}/prefixItems/${index}`, around),
  )
  const isLonger = isJsonObject(items?.value) || items?.value === true
  return tupleOf(elements, isLonger ? (rest ?? unknownType) : undefined)
}

/** The unions beside what the position says itself. With members of its own, branches only restrict them. */
function unionTypes(work: TypeWork, own: Position, around: Surroundings): TypeText[] {
  if (findKeyword(own, 'properties') !== undefined) return []
  return own.flatMap(({ pointer, node }) =>
    ['anyOf', 'oneOf'].flatMap((keyword) => {
      const branches = node[keyword]
      if (!Array.isArray(branches)) return []
      const open = [...branches.keys()].filter((index) => branches[index] !== false)
      return [union(open.map((index) => typeAt(work, `${pointer}/${keyword}/${index}`, around)))]
    }),
  )
}

function takesQuantity({ variant }: TypeWork, position: Position): boolean {
  const hasUnit = measuredUnit(findKeyword(position, 'x-unit')?.value) !== undefined
  return variant === 'input' && hasUnit && findKeyword(position, 'enum') === undefined
}

function quantityType(work: TypeWork, position: Position): TypeText {
  const isNullable = [findKeyword(position, 'type')?.value].flat().includes('null')
  const types = [single('number'), importedType(work, 'Quantity')]
  return union(isNullable ? [...types, single('null')] : types)
}

function importedType({ names }: TypeWork, name: (typeof importable)[number]): TypeText {
  return single(names.imports[name])
}
