import { fieldsOf, sizeOf, typeName } from '../layout/index.ts'
import type { LayoutType, StructType } from '../model/index.ts'
import type { FoundField, FoundStruct, FoundType } from './found-layout.ts'

/** The first difference of a struct in words, `where` naming the side that was found; undefined when there is none. */
export function differenceOfStruct(
  defined: StructType,
  found: FoundStruct,
  where: string,
): string | undefined {
  const path = defined.name
  let offset = 0
  for (const [index, { name, type }] of fieldsOf(defined).entries()) {
    const field = found.fields[index]
    const difference = differenceOfField({ path: `${path}.${name}`, name, type, offset }, field, where)
    if (difference !== undefined) return difference
    offset += sizeOf(type)
  }
  const more = found.fields[defined.order.length]
  return more && `${path} has a field ${more.name} in ${where} that the header does not have`
}

interface DefinedField {
  readonly path: string
  readonly name: string
  readonly type: LayoutType
  readonly offset: number
}

function differenceOfField(
  defined: DefinedField,
  found: FoundField | undefined,
  where: string,
): string | undefined {
  const { path, name, type, offset } = defined
  if (!found) return `${path} is missing in ${where}`
  if (found.bits > 0) return `${found.name} is a bit field in ${where}, ${path} in the header is not`
  if (found.name !== name) return `${path} of the header is called ${found.name} in ${where}`
  if (found.bitOffset !== offset * 8) {
    return `${path} is at byte ${found.bitOffset / 8} in ${where}, at ${offset} in the header`
  }
  return differenceOfType(path, type, found.type, where)
}

/** The first difference of a type in words; undefined when there is none. */
export function differenceOfType(
  path: string,
  defined: LayoutType,
  found: FoundType,
  where: string,
): string | undefined {
  const size = sizeOf(defined)
  if (found.size !== size) return `${path} is ${bytes(found.size)} in ${where}, ${size} in the header`
  if (defined.kind === 'struct') {
    return found.kind === 'struct'
      ? differenceOfStruct(defined, found, where)
      : differs(path, defined, found, where)
  }
  if (defined.kind === 'array') {
    if (found.kind !== 'array' || found.length !== defined.length) return differs(path, defined, found, where)
    return differenceOfType(`${path}[]`, defined.element, found.element, where)
  }
  if (defined.kind === 'char') {
    return found.kind === 'array' && found.element.size === 1
      ? undefined
      : differs(path, defined, found, where)
  }
  if (defined.kind === 'padding') return undefined
  const integer = defined.kind === 'enumeration' ? defined.width : defined
  // Of one byte the sign is that of `char`, which differs between targets.
  const isSame = found.kind === 'integer' && (size === 1 || found.isSigned === integer.isSigned)
  return isSame ? undefined : differs(path, defined, found, where)
}

/** `1 byte`, `8 bytes` */
export function bytes(count: number): string {
  return `${count} byte${count === 1 ? '' : 's'}`
}

function differs(path: string, defined: LayoutType, found: FoundType, where: string): string {
  return `${path} is ${foundName(found)} in ${where}, ${typeName(defined)} in the header`
}

function foundName(found: FoundType): string {
  switch (found.kind) {
    case 'integer':
      return found.name
    case 'array':
      return arrayName(found)
    case 'struct':
      return `struct ${found.name}`
    case 'other':
      return found.name
  }
}

/** `unsigned char[2][256]`: C writes the outer length first. */
function arrayName(found: FoundType & { kind: 'array' }): string {
  let lengths = ''
  let element: FoundType = found
  for (; element.kind === 'array'; element = element.element) lengths += `[${element.length}]`
  return foundName(element) + lengths
}
