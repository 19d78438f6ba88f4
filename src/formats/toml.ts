import { appendPointer, canonicalJson, findNonJson, isJsonObject, type JsonValue } from '../model/index.ts'
import type { Format, Reading, Writing } from './format.ts'
import { type LazyPackage, lazyPackage } from './lazy-package.ts'

/** Loaded where a document is TOML. */
export const tomlPackage: LazyPackage<typeof import('smol-toml')> = lazyPackage(
  'smol-toml',
  () => import('smol-toml'),
)

/** TOML 1.0, written with sorted members. */
export const toml: Format = { name: 'TOML', read, write }

function read(text: string): Reading {
  const { parse } = tomlPackage.get()
  try {
    const value: unknown = parse(text, { integersAsBigInt: 'asNeeded' })
    const [odd] = findNonJson(value)
    if (odd === undefined) return { value: value as JsonValue } // nothing else was found
    if (odd.reason.includes('bigint')) return { problem: 'TOML with an integer beyond 2^53' }
    if (odd.reason.includes('instance')) return { problem: 'TOML with a date, which JSON does not have' }
    return { problem: `TOML with ${odd.reason}` }
  } catch {
    return { problem: 'no TOML' }
  }
}

function write(value: JsonValue): Writing {
  const { stringify } = tomlPackage.get()
  if (!isJsonObject(value))
    return { pointer: '', problem: 'the document is not an object, and TOML holds nothing else' }
  const nothing = pointerOfNull(value, '')
  if (nothing !== undefined)
    return { pointer: nothing, problem: `${nothing} is null, which TOML does not have` }
  return { text: `${stringify(JSON.parse(canonicalJson(value))).trimEnd()}\n` }
}

function pointerOfNull(value: JsonValue, pointer: string): string | undefined {
  if (value === null) return pointer
  if (typeof value !== 'object') return undefined
  for (const [name, member] of Object.entries(value)) {
    const within = pointerOfNull(member as JsonValue, appendPointer(pointer, name))
    if (within !== undefined) return within
  }
  return undefined
}
