import type {
  ArrayType,
  CharType,
  EnumerationType,
  IntegerType,
  LayoutType,
  PaddingType,
  StructType,
} from '../model/index.ts'

/** Unsigned integer of 1 byte: 0 to 255. */
export const u8 = integer(8, false)
/** Unsigned integer of 2 bytes: 0 to 65,535. */
export const u16 = integer(16, false)
/** Unsigned integer of 4 bytes: 0 to 4,294,967,295. */
export const u32 = integer(32, false)
/** Unsigned integer of 8 bytes: 0 to 2^64 - 1; beyond 2^53 a value cannot be written exactly. */
export const u64 = integer(64, false)
/** Signed integer of 1 byte: -128 to 127. */
export const s8 = integer(8, true)
/** Signed integer of 2 bytes: -32,768 to 32,767. */
export const s16 = integer(16, true)
/** Signed integer of 4 bytes: -2^31 to 2^31 - 1. */
export const s32 = integer(32, true)
/** Signed integer of 8 bytes: -2^63 to 2^63 - 1; beyond 2^53 a value cannot be written exactly. */
export const s64 = integer(64, true)

/** `char(16)`: text of at most 15 bytes and its final NUL. */
export function char(length: number): CharType {
  return { kind: 'char', length }
}

/** `array(u8, 512)`: so many elements of one type, one after the other. */
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
