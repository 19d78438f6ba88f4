import type { JsonValue } from '../model/index.ts'

/** Far beyond what people write, and far from the end of the stack, Ajv's included. */
export const deepestNesting = 256

/** Whether lists and objects lie deeper in each other than can be followed. */
export function isTooDeep(value: JsonValue, levels = deepestNesting + 1): boolean {
  if (levels === 0) return true
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((each) => isTooDeep(each, levels - 1))
}
