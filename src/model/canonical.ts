import type { JsonValue } from './json.ts'
import { appendPointer } from './pointer.ts'

/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, ECMAScript numbers, no white space.
 * The value must have passed `findNonJson`; anything else is a bug here.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const object = value as { readonly [name: string]: JsonValue }
  const members = Object.keys(object)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(object[name] as JsonValue)}`)
  return `{${members.join(',')}}`
}

/** What a value holds that JSON cannot: one entry a place. */
export interface NonJson {
  readonly pointer: string
  readonly reason: string
}

/**
 * Lists everything in `value` that JSON would lose or change: NaN and infinities, -0, undefined, integers beyond
 * 2^53, functions, symbols, bigints, class instances, sparse arrays, lone surrogates and cycles.
 */
export function findNonJson(value: unknown): NonJson[] {
  const found: NonJson[] = []
  visit(value, '', [], found)
  return found
}

function visit(value: unknown, pointer: string, ancestors: readonly object[], found: NonJson[]): void {
  const reason = reasonAgainst(value)
  if (reason !== undefined) {
    found.push({ pointer, reason })
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (ancestors.includes(value)) {
    found.push({ pointer, reason: 'a reference to one of its own ancestors' })
    return
  }
  const path = [...ancestors, value]
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      visit(value[index], appendPointer(pointer, index), path, found)
    }
    return
  }
  for (const [name, member] of Object.entries(value)) {
    if (!name.isWellFormed()) found.push({ pointer, reason: 'a member name with half a surrogate pair' })
    visit(member, appendPointer(pointer, name), path, found)
  }
}

function reasonAgainst(value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return reasonAgainstNumber(value)
    case 'string':
      return value.isWellFormed() ? undefined : 'a string with half a surrogate pair'
    case 'boolean':
      return undefined
    case 'object':
      return value === null ? undefined : reasonAgainstObject(value)
    default:
      return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`
  }
}

function reasonAgainstNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return String(value)
  if (Object.is(value, -0)) return '-0'
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return `an integer beyond 2^53 (${value})`
  return undefined
}

function reasonAgainstObject(value: object): string | undefined {
  if (Array.isArray(value)) return undefined
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const name = (value.constructor as { name?: string } | undefined)?.name
    return `an instance of ${name || 'a class'}`
  }
  if (Object.getOwnPropertySymbols(value).length > 0) return 'an object with symbol members'
  return undefined
}
