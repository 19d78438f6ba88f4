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

/** The number of the last site that was reached. */
export function lastSiteNumber(): number {
  return lastSite
}
