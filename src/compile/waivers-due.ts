import { type AuthoredWaiver, type Diagnostic, expiredWaivers, isDay } from '../model/index.ts'

/** From so many days before its last one, a waiver is warned of. */
const daysOfWarning = 30
const millisecondsOfDay = 86_400_000

/** What the calendar says of waivers: an error for each past its last day, a warning for each with 30 days left or less. */
export function waiversDue(waivers: readonly AuthoredWaiver[], now: Date): Diagnostic[] {
  const dated = waivers.filter(({ until }) => isDay(until))
  const expired = new Set(expiredWaivers(dated, now))
  const soon = new Date(now.getTime() + (daysOfWarning + 1) * millisecondsOfDay)
  return expiredWaivers(dated, soon).map((waiver) =>
    expired.has(waiver) ? expiredDiagnostic(waiver) : soonDiagnostic(waiver, now),
  )
}

/** Waivers whose last day is not a day: they are wrong whatever the date. */
export function checkWaiverDays(waivers: readonly AuthoredWaiver[]): Diagnostic[] {
  return waivers
    .filter(({ until }) => !isDay(until))
    .map((waiver) => ({
      code: 'waiver-day-invalid',
      severity: 'error',
      message: `the waiver of ${waiver.invariant} ends on ${JSON.stringify(waiver.until)}, which is not a day`,
      ...placeOf(waiver),
      help: "write the last day on which it counts as 'YYYY-MM-DD'",
    }))
}

function expiredDiagnostic(waiver: AuthoredWaiver): Diagnostic {
  const { invariant, until, reason } = waiver
  return {
    code: 'waiver-expired',
    severity: 'error',
    message: `the waiver of ${invariant} expired on ${until} (${reason})`,
    ...placeOf(waiver),
    help: 'repair what it covers and remove it, or agree to a later day (YYYY-MM-DD)',
  }
}

function soonDiagnostic(waiver: AuthoredWaiver, now: Date): Diagnostic {
  const { invariant, until, reason } = waiver
  const today = Date.parse(now.toISOString().slice(0, 10))
  const days = (Date.parse(until) - today) / millisecondsOfDay
  const left = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`
  return {
    code: 'waiver-expires-soon',
    severity: 'warning',
    message: `the last day of the waiver of ${invariant} is ${until}, ${left} (${reason})`,
    ...placeOf(waiver),
    help: 'repair what it covers and remove it, or agree to a later day while there is time',
  }
}

function placeOf({ at, untilAt = at }: AuthoredWaiver): Pick<Diagnostic, 'at'> {
  return untilAt === undefined ? {} : { at: untilAt }
}
