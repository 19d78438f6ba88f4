import { type ArrayType, type EnumerationType, type LayoutType, sha256 } from '../model/index.ts'
import type { Layout, MapLayout, StructLayout } from './layout.ts'

/** A type in one word: `u32`, `char[16]`, `u8[512]`, `struct interface_config`. */
export function typeName(type: LayoutType): string {
  switch (type.kind) {
    case 'integer':
      return `${type.isSigned ? 's' : 'u'}${type.bits}`
    case 'char':
      return `char[${type.length}]`
    case 'padding':
      return `padding[${type.length}]`
    case 'array':
      return arrayName(type)
    case 'enumeration':
      return `enum ${type.name}`
    case 'struct':
      return `struct ${type.name}`
  }
}

/** `char[4][16]` is four texts of 16 bytes: C writes the outer length first. */
function arrayName(type: ArrayType): string {
  let lengths = ''
  let element: LayoutType = type
  for (; element.kind === 'array'; element = element.element) lengths += `[${element.length}]`
  const [, base = '', inner = ''] = /^([^[]*)(.*)$/.exec(typeName(element)) ?? []
  return base + lengths + inner
}

/** Hash of everything that decides what the bytes of a layout mean. Where entries come from is not part of it. */
export function layoutHash(layout: Omit<Layout, 'hash'>): string {
  const lines = [
    `layout ${layout.name}`,
    ...layout.enumerations.map(describeEnumeration),
    ...layout.structs.map(describeStruct),
    ...layout.maps.map((map) => `${describeMap(map)} version=${map.version}`),
  ]
  return sha256(`${lines.join('\n')}\n`)
}

/** Hash of one map with every type that it reaches; its version is not part of it. */
export function mapHash(layout: Layout, map: MapLayout): string {
  const types = map.kind === 'ringbuf' ? [map.record] : [map.key, map.value]
  const lines = [describeMap(map), ...describeReached(layout, types)]
  return sha256(`${lines.join('\n')}\n`)
}

/** Hash of a struct or an enumeration with every type that it reaches. */
export function typeHash(layout: Layout, type: StructLayout | EnumerationType): string {
  const types = 'fields' in type ? type.fields.map((field) => field.type) : []
  const own = 'fields' in type ? describeStruct(type) : describeEnumeration(type)
  return sha256(`${[own, ...describeReached(layout, types)].join('\n')}\n`)
}

function describeReached(layout: Layout, types: readonly LayoutType[]): string[] {
  const reached = new Set<string>()
  for (const type of types) reach(type, reached)
  return [
    ...layout.enumerations.filter(({ name }) => reached.has(`enum ${name}`)).map(describeEnumeration),
    ...layout.structs.filter(({ name }) => reached.has(`struct ${name}`)).map(describeStruct),
  ]
}

/** `hash iface_configs u32 -> struct interface_config, 16 entries` */
export function describeMap(map: MapLayout): string {
  return map.kind === 'ringbuf'
    ? `ringbuf ${map.name} of ${typeName(map.record)}, ${map.maxEntries} bytes`
    : `${map.kind} ${map.name} ${typeName(map.key)} -> ${typeName(map.value)}, ${map.maxEntries} ${map.maxEntries === 1 ? 'entry' : 'entries'}`
}

function reach(type: LayoutType, reached: Set<string>): void {
  reached.add(typeName(type))
  if (type.kind === 'array') reach(type.element, reached)
  if (type.kind === 'struct') for (const field of Object.values(type.fields)) reach(field, reached)
}

function describeStruct(struct: StructLayout): string {
  const fields = struct.fields.map((field) => ` ${field.name} ${typeName(field.type)} @${field.offset}`)
  return [`${struct.isPacked ? 'packed ' : ''}struct ${struct.name} size=${struct.size}`, ...fields].join(
    '\n',
  )
}

function describeEnumeration(type: EnumerationType): string {
  const values = Object.entries(type.values)
    .sort(([, a], [, b]) => a - b)
    .map(([name, value]) => ` ${JSON.stringify(name)}=${value}`)
  return `enum ${type.name} ${typeName(type.width)}${values.join('')}`
}
