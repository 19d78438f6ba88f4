import { ForgeError } from './forge-error.ts'

type Members = Readonly<Record<string, unknown>>

/** The objects of a list. Throws a `ForgeError` where the answer is anything else. */
export function objectsIn(json: unknown): Members[] {
  if (!Array.isArray(json)) throw strange('a list')
  return json.map(membersOf)
}

/** A member of an object. */
export function memberOf(json: unknown, name: string): unknown {
  return membersOf(json)[name]
}

/** A member that is a text. */
export function textIn(json: unknown, name: string): string {
  const value = memberOf(json, name)
  if (typeof value !== 'string') throw strange(`a text "${name}"`)
  return value
}

/** A member that is a whole number. */
export function numberIn(json: unknown, name: string): number {
  const value = memberOf(json, name)
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw strange(`a number "${name}"`)
  return value
}

function membersOf(json: unknown): Members {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw strange('an object')
  return json as Members // any object is one of unknown members
}

function strange(expected: string): ForgeError {
  return new ForgeError('unreachable', `an answer without ${expected}: is this the address of the interface?`)
}
