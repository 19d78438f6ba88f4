import type { FoundField, FoundStruct, FoundType } from './found-layout.ts'

/** One record of `bpftool -j btf dump`. */
export interface BtfType {
  readonly id: number
  readonly kind: string
  readonly name: string
  readonly type_id?: number
  readonly size?: number
  readonly nr_elems?: number
  readonly encoding?: string
  readonly members?: readonly BtfMember[]
  readonly vars?: readonly { readonly type_id: number; readonly offset: number; readonly size: number }[]
}

export interface BtfMember {
  readonly name: string
  readonly type_id: number
  readonly bits_offset: number
  readonly bitfield_size?: number
}

/** Types by their id. */
export type Btf = ReadonlyMap<number, BtfType>

/** Reads the answer of `bpftool -j btf dump`. */
export function parseBtf(answer: unknown): Btf {
  // The format of bpftool, which BtfType follows.
  const types = (answer as { types?: readonly BtfType[] } | null)?.types ?? []
  return new Map(types.map((type) => [type.id, type]))
}

const transparent = new Set(['TYPEDEF', 'CONST', 'VOLATILE', 'RESTRICT', 'TYPE_TAG'])

/** The type behind typedefs and qualifiers. */
export function strip(btf: Btf, id: number): BtfType | undefined {
  let type = btf.get(id)
  while (type && transparent.has(type.kind)) type = btf.get(type.type_id ?? 0)
  return type
}

/** What a pointer type points to. */
export function pointee(btf: Btf, id: number): number | undefined {
  const type = strip(btf, id)
  return type?.kind === 'PTR' ? type.type_id : undefined
}

/** A type as it lies in memory. */
export function foundType(btf: Btf, id: number): FoundType {
  const type = strip(btf, id)
  const name = type?.name ?? 'void'
  switch (type?.kind) {
    case 'INT':
    case 'ENUM':
    case 'ENUM64':
      return { kind: 'integer', size: type.size ?? 0, isSigned: type.encoding === 'SIGNED', name }
    case 'ARRAY': {
      const element = foundType(btf, type.type_id ?? 0)
      const length = type.nr_elems ?? 0
      return { kind: 'array', size: element.size * length, length, element }
    }
    case 'STRUCT':
      return foundStruct(btf, type)
    case 'PTR':
      return { kind: 'other', size: 8, name: 'a pointer' }
    default:
      return { kind: 'other', size: type?.size ?? 0, name: `${type?.kind.toLowerCase() ?? 'void'} ${name}` }
  }
}

/** Every named struct of a BTF. */
export function structsIn(btf: Btf): Map<string, FoundStruct> {
  const named = [...btf.values()].filter(({ kind, name }) => kind === 'STRUCT' && name !== '(anon)')
  return new Map(named.map((type) => [type.name, foundStruct(btf, type)]))
}

function foundStruct(btf: Btf, type: BtfType): FoundStruct {
  const fields = (type.members ?? []).map(
    (member): FoundField => ({
      name: member.name,
      bitOffset: member.bits_offset,
      bits: member.bitfield_size ?? 0,
      type: foundType(btf, member.type_id),
    }),
  )
  return { kind: 'struct', name: type.name, size: type.size ?? 0, fields }
}
