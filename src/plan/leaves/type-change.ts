import { appendPointer, type JsonArray, type JsonValue, jsonType } from '../../model/index.ts'

/** A value that is of another JSON type than before. */
export interface TypeChange {
  readonly pointer: string
  /** In words. */
  readonly from: string
  readonly to: string
  /** The types that were there and the one that comes, and the place whose schema says which are allowed. */
  readonly types: readonly string[]
  readonly lookupPointer: string
}

/** A value that is replaced by one of another type. */
export function typeChange(pointer: string, from: JsonValue, to: JsonValue): TypeChange {
  const types = [jsonType(from), jsonType(to)] as const
  return { pointer, from: types[0], to: types[1], types, lookupPointer: pointer }
}

/** A list that gets an element of a type that none of its elements had. */
export function elementTypeChange(pointer: string, from: JsonArray, to: JsonArray): TypeChange | undefined {
  const fromTypes = [...new Set(from.map(jsonType))].sort()
  const stranger = to.map(jsonType).find((type) => !fromTypes.includes(type))
  if (fromTypes.length === 0 || stranger === undefined) return undefined
  return {
    pointer,
    from: `array of ${fromTypes.join(' and ')}`,
    to: `array of ${stranger}`,
    types: [...fromTypes, stranger],
    lookupPointer: appendPointer(pointer, 0),
  }
}
