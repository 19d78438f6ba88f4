import type { JsonValue } from '../model/index.ts'

/** Far beyond what people write, and far from the end of the stack, Ajv's included. */
export const deepestNesting = 256

/** Whether lists and objects lie deeper in each other than can be followed. */
export function isTooDeep(value: JsonValue): boolean {
  let level: readonly JsonValue[] = [value]
  for (let depth = 0; depth <= deepestNesting; depth++) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
    if (level.length === 0) return false
  }
  return true
}
