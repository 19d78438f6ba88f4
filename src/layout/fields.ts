import type { LayoutType, StructType } from '../model/index.ts'

/** A field as it was declared. */
export interface DeclaredField {
  readonly name: string
  readonly type: LayoutType
}

/** The fields of a struct in memory order. */
export function fieldsOf(type: StructType): DeclaredField[] {
  // `order` names every field: `findMalformed` has seen to it.
  return type.order.map((name) => ({ name, type: type.fields[name] as LayoutType }))
}
