import {
  holdsPrivateKey,
  isJsonObject,
  isQuantity,
  isSecretReference,
  type JsonValue,
} from '../../model/index.ts'

const typeNames: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
}

/** `a whole number`, `a string or null`: the `type` keyword as people say it. */
export function describeType(type: JsonValue | undefined): string {
  const types = [type ?? []].flat().filter((each): each is string => typeof each === 'string')
  return types.map((each) => typeNames[each] ?? each).join(' or ') || 'something else'
}

const longestText = 60

/** A value in a message; only the kind of what has members. */
export function describeValue(value: JsonValue): string {
  if (isQuantity(value)) return value.text
  if (isSecretReference(value)) return `secret(${JSON.stringify(value.$secret)})`
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (isJsonObject(value)) return 'an object'
  if (holdsPrivateKey(value)) return 'a private key (not shown)'
  const text = JSON.stringify(value)
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…"`
}
