import { type Btf, type BtfType, foundType, pointee, strip } from './btf.ts'
import type { FoundMap, FoundType } from './found-layout.ts'
import { mapTypeName } from './map-type.ts'

/**
 * The maps that an object defines in its `.maps` section, in the form that libbpf reads (BTF-defined maps); undefined
 * when its BTF has no such section. `structs` are those of the object.
 */
export function mapsIn(btf: Btf, structs: FoundMap['structs']): Map<string, FoundMap> | undefined {
  const section = [...btf.values()].find(({ kind, name }) => kind === 'DATASEC' && name === '.maps')
  const variables = section?.vars?.flatMap(({ type_id }) => btf.get(type_id) ?? [])
  return variables && new Map(variables.map((variable) => [variable.name, mapOf(btf, variable, structs)]))
}

function mapOf(btf: Btf, variable: BtfType, structs: FoundMap['structs']): FoundMap {
  const definition = strip(btf, variable.type_id ?? 0)
  const number = (name: string) => numberOf(btf, definition, name)
  const key = typeOf(btf, definition, 'key')
  const value = typeOf(btf, definition, 'value')
  return {
    name: variable.name,
    type: mapTypeName(number('type') ?? 0),
    keySize: number('key_size') ?? key?.size ?? 0,
    valueSize: number('value_size') ?? value?.size ?? 0,
    maxEntries: number('max_entries') ?? 0,
    ...(key ? { key } : {}),
    ...(value ? { value } : {}),
    structs,
  }
}

// __uint(name, 16) is `int (*name)[16]`.
function numberOf(btf: Btf, definition: BtfType | undefined, name: string): number | undefined {
  const target = memberTarget(btf, definition, name)
  const array = target === undefined ? undefined : strip(btf, target)
  return array?.kind === 'ARRAY' ? array.nr_elems : undefined
}

// __type(name, struct x) is `struct x *name`.
function typeOf(btf: Btf, definition: BtfType | undefined, name: string): FoundType | undefined {
  const target = memberTarget(btf, definition, name)
  return target === undefined ? undefined : foundType(btf, target)
}

function memberTarget(btf: Btf, definition: BtfType | undefined, name: string): number | undefined {
  const member = definition?.members?.find((candidate) => candidate.name === name)
  return member && pointee(btf, member.type_id)
}
