import type { Frame, Origin } from './origin.ts'

/** Origin of the value that was computed last. The instrumented code reads it at once. */
export let origin: Origin

/** The author's calls that are under way. */
export let frame: Frame | undefined

/** The last site that was reached: where an error, a forbidden call or an endless loop is. */
export let lastSite = 0

export function setOrigin(next: Origin): void {
  origin = next
}

export function setFrame(next: Frame | undefined): void {
  frame = next
}

/** Notes that a site of the author's source is reached; our own code has number 0. */
export function reach(site: number): void {
  if (site !== 0) lastSite = site
}

/** What assigning to a constant does, once the value and the constant itself have been evaluated. */
export function assignConstant(site: number, _value: unknown, _constant: unknown): never {
  reach(site)
  throw new TypeError('Assignment to constant variable.')
}

/** The number of the last site that was reached. */
export function lastSiteNumber(): number {
  return lastSite
}

/** `value`, with its origin in the register. */
export function value<T>(result: T, known: Origin): T {
  origin = known
  return result
}

let kept: unknown
let keptOrigin: Origin

/** Keeps a value with its origin and says whether it is undefined: the test before a default. */
export function isMissing(result: unknown): boolean {
  kept = result
  keptOrigin = origin
  return result === undefined
}

/** Keeps a value with its origin and says whether it is null or undefined: the test of `?.`. */
export function isNullish(result: unknown): boolean {
  kept = result
  keptOrigin = origin
  return result === undefined || result === null
}

/** The value that was kept, with its origin. */
export function keptValue(): unknown {
  origin = keptOrigin
  return kept
}

/** What a chain of `?.` gives when it stops early. */
export function skipped(): undefined {
  origin = undefined
}
