import { isSecretReference, type JsonValue } from '../../model/index.ts'

/** True where something in a value looks like a reference to a secret, which is shown by its name alone, and is more than that. */
export function hasOddReference(value: JsonValue): boolean {
  const waiting: JsonValue[] = [value]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue
    if (isSecretReference(next)) {
      if (typeof next.$secret !== 'string' || Object.keys(next).length > 1) return true
    } else for (const member of Object.values(next)) waiting.push(member as JsonValue)
  }
  return false
}
