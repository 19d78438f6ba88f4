import type {
  EnumerationType,
  LayoutDeclaration,
  LayoutType,
  MapDeclaration,
  StructType,
} from '../model/index.ts'
import { appendPointer } from '../model/index.ts'
import { fieldsOf } from './fields.ts'

/** A type at its place in a declaration. */
export interface PlacedType {
  readonly type: LayoutType
  readonly pointer: string
}

/** Every type of a declaration with its place; a struct's fields come before the struct. */
export function collectTypes(declaration: LayoutDeclaration): PlacedType[] {
  return Object.entries(declaration.maps).flatMap(([name, map]) => {
    const pointer = appendPointer('/maps', name)
    return typesOfMap(map).flatMap(([member, type]) => typesBelow(type, appendPointer(pointer, member)))
  })
}

function typesOfMap(map: MapDeclaration): [string, LayoutType][] {
  switch (map.kind) {
    case 'hash':
      return [
        ['key', map.key],
        ['value', map.value],
      ]
    case 'array':
      return [['value', map.value]]
    case 'ringbuf':
      return [['record', map.record]]
  }
}

function typesBelow(type: LayoutType, pointer: string): PlacedType[] {
  const here = { type, pointer }
  if (type.kind === 'struct') {
    const fields = fieldsOf(type).flatMap((field) =>
      typesBelow(field.type, appendPointer(`${pointer}/fields`, field.name)),
    )
    return [...fields, here]
  }
  return type.kind === 'array' ? [...typesBelow(type.element, `${pointer}/element`), here] : [here]
}

/** The structs among types, each once: what a struct holds before it, otherwise sorted by name. */
export function structsOf(types: readonly PlacedType[]): StructType[] {
  const byName = distinct(onlyStructs(types)).sort(compareNames)
  return distinct(byName.flatMap((type) => onlyStructs(typesBelow(type, ''))))
}

/** The enumerations among types, each once, sorted by name. */
export function enumerationsOf(types: readonly PlacedType[]): EnumerationType[] {
  const enumerations = types.flatMap(({ type }) => (type.kind === 'enumeration' ? [type] : []))
  return distinct(enumerations).sort(compareNames)
}

/** The structs that a type is made of, each once, itself the last. */
export function structsBelow(type: LayoutType): StructType[] {
  return distinct(onlyStructs(typesBelow(type, '')))
}

function onlyStructs(types: readonly PlacedType[]): StructType[] {
  return types.flatMap(({ type }) => (type.kind === 'struct' ? [type] : []))
}

function compareNames(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}

function distinct<T extends { readonly name: string }>(types: readonly T[]): T[] {
  return [...new Map(types.map((type) => [type.name, type])).values()]
}
