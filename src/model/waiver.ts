import type { Waiver } from './workspace.ts'

/** Those that count no longer at `now`: days are UTC, and a last day that is not a day has passed. */
export function expiredWaivers<W extends Waiver>(waivers: readonly W[], now: Date): W[] {
  const today = now.toISOString().slice(0, 10)
  return waivers.filter(({ until }) => !isDay(until) || until < today)
}

/** True for a day that there is, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // Some engines roll 2027-02-30 over into March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
