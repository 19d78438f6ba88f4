/** A time of the week, UTC, in which scheduled rotations neither begin nor change the primary key. */
export interface QuietWindow {
  /** Every day when absent. The day is that of `from` for a window that passes midnight. */
  readonly days?: readonly Weekday[]
  /** `HH:MM`, included. */
  readonly from: string
  /** `HH:MM`, excluded; not after `from`: the window passes midnight. */
  readonly to: string
}

/** Days as policies name them. */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]

const minutesOfDay = 24 * 60

/** True when `now` (ms since 1970) lies in one of the windows. */
export function isQuiet(windows: readonly QuietWindow[], now: number): boolean {
  return windows.some((window) => isInside(window, now))
}

/** Minutes since midnight of `HH:MM`, or undefined for anything else. */
export function parseTimeOfDay(text: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2])
}

function isInside(window: QuietWindow, now: number): boolean {
  const date = new Date(now)
  const minute = date.getUTCHours() * 60 + date.getUTCMinutes()
  const from = parseTimeOfDay(window.from) ?? 0
  const length = ((parseTimeOfDay(window.to) ?? 0) - from + minutesOfDay - 1) % minutesOfDay
  const sinceFrom = (minute - from + minutesOfDay) % minutesOfDay
  const day = minute >= from ? date.getUTCDay() : (date.getUTCDay() + 6) % 7
  return sinceFrom <= length && (window.days === undefined || window.days.includes(weekdays[day] as Weekday))
}
