import { appendPointer, isJsonObject, type LayoutDeclaration } from '../model/index.ts'
import type { Problem } from './problem.ts'

/**
 * Where a declaration is not what its type promises: it comes from a process that evaluated TypeScript without
 * checking it, so a misspelt import is `undefined` here.
 */
export function findMalformed(declaration: LayoutDeclaration): Problem[] {
  if (!isJsonObject(declaration) || !isJsonObject(declaration.maps)) {
    return [malformed('', 'a layout must come from layout()')]
  }
  return Object.entries(declaration.maps).flatMap(([name, map]: [string, unknown]) => {
    const pointer = appendPointer('/maps', name)
    if (!isJsonObject(map)) return [malformed(pointer, `${name} is not a map`)]
    if (map.kind === 'hash') return [...typeAt(map, 'key', pointer), ...typeAt(map, 'value', pointer)]
    if (map.kind === 'array') return typeAt(map, 'value', pointer)
    if (map.kind !== 'ringbuf') return [malformed(pointer, `${name} is not a map`)]
    const isStruct = isJsonObject(map.record) && map.record.kind === 'struct'
    return isStruct
      ? typeAt(map, 'record', pointer)
      : [malformed(`${pointer}/record`, `the record of ${name} must be a struct`)]
  })
}

function typeAt(holder: { readonly [name: string]: unknown }, member: string, pointer: string): Problem[] {
  return findMalformedType(holder[member], appendPointer(pointer, member))
}

function findMalformedType(type: unknown, pointer: string): Problem[] {
  if (!isJsonObject(type)) return [malformed(pointer, 'not a type')]
  switch (type.kind) {
    case 'integer':
      return [8, 16, 32, 64].includes(type.bits as number) ? [] : [malformed(pointer, 'not a type')]
    case 'char':
    case 'padding':
      return []
    case 'array':
      return typeAt(type, 'element', pointer)
    case 'enumeration':
      return isJsonObject(type.values) && isJsonObject(type.width) && type.width.kind === 'integer'
        ? []
        : [malformed(pointer, 'an enumeration needs an integer type and its values')]
    case 'struct':
      return findMalformedFields(type, pointer)
    default:
      return [malformed(pointer, 'not a type')]
  }
}

function findMalformedFields(struct: { readonly [name: string]: unknown }, pointer: string): Problem[] {
  const { fields, order } = struct
  if (!isJsonObject(fields) || !Array.isArray(order)) return [malformed(pointer, 'a struct needs fields')]
  const isWhole = order.length === Object.keys(fields).length && order.every((name) => name in fields)
  if (!isWhole) return [malformed(pointer, 'the order of a struct must name each of its fields once')]
  return order.flatMap((name: string) => typeAt(fields, name, `${pointer}/fields`))
}

function malformed(pointer: string, message: string): Problem {
  const help = 'use the functions and types that "appia" exports: struct, u8, char(16), hashMap, …'
  return { code: 'layout-invalid', message, pointer, help }
}
