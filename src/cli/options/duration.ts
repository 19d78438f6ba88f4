import { usageFailure } from '../../app/index.ts'

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds from the text of an option: `90s`, `10m`, `1h`. */
export function duration(text: string, option: string): number {
  const [, count = '', unit = ''] = /^(\d{1,6})(ms|s|m|h|d)$/.exec(text) ?? []
  if (count === '' || Number(count) === 0)
    throw usageFailure(`${option} takes a time above 0, not "${text}"`, `for example: ${option}=90s, 10m, 1h`)
  return Number(count) * units[unit as keyof typeof units] // one of them, by the pattern
}
