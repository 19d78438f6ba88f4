import type { AuthoredWaiver, Diagnostic } from '../model/index.ts'

/** The waivers that no longer count on `today` (YYYY-MM-DD, UTC), and those whose last day is no day. */
export function expiredWaivers(waivers: readonly AuthoredWaiver[], today: string): Diagnostic[] {
  return waivers.flatMap(({ invariant, reason, until, at, untilAt = at }) => {
    if (isDay(until) && until >= today) return []
    const what = isDay(until) ? `expired on ${until}` : `ends on ${JSON.stringify(until)}, which is no day`
    return [
      {
        code: 'waiver-expired',
        severity: 'error',
        message: `the waiver of ${invariant} ${what} (${reason})`,
        ...(untilAt && { at: untilAt }),
        help: 'repair what it covers and remove it, or agree to a later day (YYYY-MM-DD)',
      },
    ]
  })
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // Some engines roll 2027-02-30 over into March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
