import type {
  LayoutDeclaration,
  LayoutType,
  MapDeclaration,
  ScalarSource,
  ValueSource,
} from '../model/index.ts'
import { appendPointer } from '../model/index.ts'
import { typeName } from './describe.ts'
import type { Problem } from './problem.ts'
import { integerBounds } from './scalar.ts'

const arrayIndex = { kind: 'integer', bits: 32, isSigned: false } as const

/** Where the source of a map's entries does not fit the type of its key or value. */
export function checkEntrySources(declaration: LayoutDeclaration): Problem[] {
  return Object.entries(declaration.maps).flatMap(([name, map]) =>
    checkMap(map, appendPointer('/maps', name)),
  )
}

function checkMap(map: MapDeclaration, pointer: string): Problem[] {
  if (map.kind === 'ringbuf' || !map.entries) return []
  const { entries } = map
  return [
    ...checkSource(map.kind === 'hash' ? map.key : arrayIndex, entries.key, `${pointer}/entries/key`),
    ...checkSource(map.value, entries.value, `${pointer}/entries/value`),
  ]
}

function checkSource(type: LayoutType, source: ValueSource, pointer: string): Problem[] {
  if (source.source !== 'fields') return checkScalar(type, source, pointer)
  if (type.kind !== 'struct') return [invalid(pointer, `${typeName(type)} has no fields: give it one source`)]
  const unknown = Object.keys(source.fields).filter((name) => !type.order.includes(name))
  const missing = type.order.filter((name) => !source.fields[name] && type.fields[name]?.kind !== 'padding')
  return [
    ...unknown.map((name) => invalid(pointer, `struct ${type.name} has no field ${name}`)),
    ...missing.map((name) => invalid(pointer, `nothing fills the field ${name} of struct ${type.name}`)),
    ...Object.entries(source.fields).flatMap(([name, scalar]) => {
      const field = type.fields[name]
      return field ? checkScalar(field, scalar, appendPointer(`${pointer}/fields`, name)) : []
    }),
  ]
}

function checkScalar(type: LayoutType, source: ScalarSource, pointer: string): Problem[] {
  if (type.kind === 'struct' || type.kind === 'array' || type.kind === 'padding') {
    return [invalid(pointer, `a ${typeName(type)} is not filled by a single value`)]
  }
  if (source.source === 'interface-index') {
    const isWide = type.kind === 'integer' && type.bits >= 32
    return isWide ? [] : [invalid(pointer, `an interface index takes 32 bits, not a ${typeName(type)}`)]
  }
  if (source.source !== 'constant') return []
  const integer = type.kind === 'enumeration' ? type.width : type
  if (integer.kind !== 'integer') return [invalid(pointer, `a number does not fill a ${typeName(type)}`)]
  const { lowest, highest } = integerBounds(integer)
  const isFit = Number.isInteger(source.value) && source.value >= lowest && source.value <= highest
  return isFit
    ? []
    : [invalid(pointer, `${source.value} is not in ${lowest}..${highest} (${typeName(type)})`)]
}

function invalid(pointer: string, message: string): Problem {
  return { code: 'layout-invalid', message, pointer }
}
