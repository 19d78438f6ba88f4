import { decodePointer, isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts'

/** The document with another value at a pointer, objects made on the way; undefined where there is no place for it. */
export function withPart(
  document: JsonValue | undefined,
  pointer: string,
  part: JsonValue,
): JsonValue | undefined {
  return put(document, decodePointer(pointer), part)
}

function put(
  holder: JsonValue | undefined,
  [name, ...rest]: readonly string[],
  part: JsonValue,
): JsonValue | undefined {
  if (name === undefined) return part
  if (Array.isArray(holder)) {
    const index = Number(name)
    if (!/^(0|[1-9]\d*)$/.test(name) || index > holder.length) return undefined
    const element = put(holder[index], rest, part)
    return element === undefined
      ? undefined
      : [...holder.slice(0, index), element, ...holder.slice(index + 1)]
  }
  if (holder !== undefined && !isJsonObject(holder)) return undefined
  const member = put(holder && memberOf(holder, name), rest, part)
  return member === undefined ? undefined : withMember(holder ?? {}, name, member)
}

/** The document without what stands at a pointer; a place in a list is left empty rather than closed. */
export function withoutPart(document: JsonValue, pointer: string): JsonValue {
  return take(document, decodePointer(pointer)) ?? null
}

function take(holder: JsonValue, [name, ...rest]: readonly string[]): JsonValue | undefined {
  if (name === undefined) return undefined
  if (Array.isArray(holder)) {
    return holder.map((element: JsonValue, index) =>
      String(index) === name ? (take(element, rest) ?? null) : element,
    )
  }
  if (!isJsonObject(holder) || !Object.hasOwn(holder, name)) return holder
  const left = take(memberOf(holder, name) as JsonValue, rest)
  const others = Object.fromEntries(Object.entries(holder).filter(([other]) => other !== name)) as JsonObject
  return left === undefined ? others : withMember(others, name, left)
}

function memberOf(holder: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(holder, name) ? holder[name] : undefined
}

function withMember(holder: JsonObject, name: string, value: JsonValue): JsonObject {
  return Object.fromEntries([
    ...Object.entries(holder).filter(([other]) => other !== name),
    [name, value],
  ]) as JsonObject
}
