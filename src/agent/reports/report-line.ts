import { canonicalJson, isJsonObject } from '../../model/index.ts'

/** Bytes of a line. */
export const longestLine = 8192

/** What native code says of one thing of its own. */
export interface Report {
  readonly name: string
  /** Canonical JSON of all but the name. */
  readonly text: string
}

/** Reads `{"name": "model", "model_version": 3, …}`; in words what is wrong with anything else. */
export function parseReport(line: string): Report | { readonly problem: string } {
  const value = parse(line)
  if (!isJsonObject(value))
    return { problem: 'a line is an object of JSON, its numbers within reach of a double' }
  const { name, ...rest } = value
  if (typeof name !== 'string' || !/^[a-z][a-z0-9_-]{0,63}$/.test(name) || name === 'nodes')
    return { problem: '"name" is missing, or is not made of small letters, digits, - and _' }
  return { name, text: canonicalJson(rest) }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line, (_, value: unknown) => {
      // 1e999 is a number of JSON, and none of ours.
      if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError()
      return value
    })
  } catch {
    return undefined
  }
}
