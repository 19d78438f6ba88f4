import { isDeepStrictEqual } from 'node:util'
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

interface BtfMember {
  readonly name: string
  readonly type_id: number
  readonly bits_offset: number
  readonly bitfield_size?: number
}

/** What bpftool calls a type without a name. */
const anonymous = '(anon)'

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
  const name = type === undefined ? 'void' : nameOf(type)
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
      return { kind: 'other', size: 8, name }
    default:
      return { kind: 'other', size: type?.size ?? 0, name }
  }
}

const tags: { readonly [kind: string]: string } = { ENUM: 'enum', ENUM64: 'enum', UNION: 'union' }

/** `enum mode`, `union (unnamed)`, `unsigned int`, `a pointer` */
function nameOf(type: BtfType): string {
  if (type.kind === 'PTR') return 'a pointer'
  if (type.kind === 'FUNC_PROTO') return 'a function'
  const tag = type.kind === 'FWD' ? 'struct' : tags[type.kind]
  const name = type.name === anonymous ? '(unnamed)' : type.name
  return tag === undefined ? name : `${tag} ${name}`
}

/** Every named struct of a BTF; a linked object holds one of each unit where they differ. */
export function structsIn(btf: Btf): Map<string, FoundStruct[]> {
  const tables = [...btf.values()].flatMap((type) => {
    const struct = namedStruct(btf, type)
    return struct ? [new Map([[type.name, [foundStruct(btf, struct)]]])] : []
  })
  return joinStructs(tables)
}

/** `struct event { … }` and `typedef struct { … } event` are both called event. */
function namedStruct(btf: Btf, type: BtfType): BtfType | undefined {
  if (type.kind === 'STRUCT') return type.name === anonymous ? undefined : type
  const target = type.kind === 'TYPEDEF' ? btf.get(type.type_id ?? 0) : undefined
  return target?.kind === 'STRUCT' && target.name === anonymous ? target : undefined
}

/** The structs of several tables, each different one once. */
export function joinStructs(
  tables: readonly ReadonlyMap<string, readonly FoundStruct[]>[],
): Map<string, FoundStruct[]> {
  const joined = new Map<string, FoundStruct[]>()
  for (const [name, structs] of tables.flatMap((table) => [...table])) {
    const variants = joined.get(name) ?? []
    const others = structs.filter((struct) => !variants.some((one) => isDeepStrictEqual(one, struct)))
    joined.set(name, [...variants, ...others])
  }
  return joined
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
  return {
    kind: 'struct',
    name: type.name === anonymous ? '(unnamed)' : type.name,
    size: type.size ?? 0,
    fields,
  }
}
