import { isJsonObject, isSecretReference, type JsonObject, type JsonValue } from '../../model/index.ts'

/** True for null, booleans, numbers and texts. */
function isScalar(value: JsonValue): boolean {
  return value === null || typeof value !== 'object'
}

/** True for an object that is walked into: a secret reference is not. */
export function isNode(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && !isSecretReference(value)
}

/** True for what a difference shows as one thing: a scalar, an empty list or object, a secret reference. */
export function isLeaf(value: JsonValue): boolean {
  if (isScalar(value) || isSecretReference(value)) return true
  return Object.keys(value as object).length === 0
}
