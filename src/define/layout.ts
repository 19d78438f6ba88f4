import type {
  ArrayType,
  CharType,
  EnumerationType,
  IntegerType,
  LayoutType,
  PaddingType,
  StructType,
} from '../model/index.ts'

export const u8 = integer(8, false)
export const u16 = integer(16, false)
export const u32 = integer(32, false)
export const u64 = integer(64, false)
export const s8 = integer(8, true)
export const s16 = integer(16, true)
export const s32 = integer(32, true)
export const s64 = integer(64, true)

/** `char(16)`: text of at most 15 bytes and its final NUL. */
export function char(length: number): CharType {
  return { kind: 'char', length }
}

/** `array(u8, 512)` */
export function array(element: LayoutType, length: number): ArrayType {
  return { kind: 'array', element, length }
}

/** `padding(7)`: 7 bytes that are always zero. Every gap of a struct is written down, so that no compiler adds one. */
export function padding(length: number): PaddingType {
  return { kind: 'padding', length }
}

/** Names for the numbers of a field: `enumeration('default_action', u8, { drop: 0, capture: 1 })`. */
export function enumeration(
  name: string,
  width: IntegerType,
  values: { readonly [name: string]: number },
): EnumerationType {
  return { kind: 'enumeration', name, width, values }
}

/** A struct with its fields in memory order. */
export function struct(name: string, fields: { readonly [name: string]: LayoutType }): StructType {
  return { kind: 'struct', name, isPacked: false, fields, order: Object.keys(fields) }
}

/** A struct without alignment, as records on a wire are. */
export function packed(name: string, fields: { readonly [name: string]: LayoutType }): StructType {
  return { ...struct(name, fields), isPacked: true }
}

function integer(bits: IntegerType['bits'], isSigned: boolean): IntegerType {
  return { kind: 'integer', bits, isSigned }
}
