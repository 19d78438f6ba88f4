/** How a duration is written: as Go's time.ParseDuration reads it, or as ISO 8601 has it. */
export type DurationForm = 'go' | 'iso'

export const durationForms: readonly DurationForm[] = ['go', 'iso']

const nanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  '\u00b5s': 1000n,
  '\u03bcs': 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  D: 86_400_000_000_000n,
  W: 604_800_000_000_000n,
}

/** What std::chrono::nanoseconds holds. */
const longest = 2n ** 63n - 1n
const longestText = 64

/**
 * The nanoseconds that a text says, or undefined where it says none: another form, a sign, parts of a nanosecond, or more
 * than 292 years. Years and months of ISO have no fixed length and are none. `appia/duration.hpp` reads the same.
 */
export function parseDuration(form: DurationForm, text: string): bigint | undefined {
  if ([...text].length > longestText) return undefined
  const sum = form === 'go' ? parseGo(text) : parseIso(text)
  return sum === undefined || sum > longest ? undefined : sum
}

function parseGo(text: string): bigint | undefined {
  if (text === '0') return 0n
  const part = /([0-9]+)(?:\.([0-9]+))?(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/y
  let sum = 0n
  while (part.lastIndex < text.length || text === '') {
    const found = part.exec(text)
    if (found === null) return undefined
    const amount = amountOf(found[1], found[2], found[3])
    if (amount === undefined) return undefined
    sum += amount
  }
  return sum
}

function parseIso(text: string): bigint | undefined {
  const week = /^P([0-9]+)W$/.exec(text)
  if (week !== null) return amountOf(week[1], undefined, 'W')
  const found = /^P(?:([0-9]+)D)?(T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.([0-9]+))?S)?)?$/.exec(text)
  if (found === null || text === 'P' || found[2] === 'T') return undefined
  const [, days, , hours, minutes, seconds, fraction] = found
  const amounts = [
    amountOf(days, undefined, 'D'),
    amountOf(hours, undefined, 'h'),
    amountOf(minutes, undefined, 'm'),
    amountOf(seconds, fraction, 's'),
  ]
  return amounts.reduce((sum, each) => (sum === undefined || each === undefined ? undefined : sum + each), 0n)
}

/** Whole nanoseconds, digit by digit of the fraction; undefined where a digit says less than one. */
function amountOf(whole = '0', fraction = '', unit = 's'): bigint | undefined {
  let step = nanoseconds[unit] ?? 0n
  let amount = BigInt(whole) * step
  for (const digit of fraction) {
    const isFiner = step % 10n !== 0n
    if (isFiner && digit !== '0') return undefined
    step = isFiner ? 0n : step / 10n
    if (step === 0n && digit !== '0') return undefined
    amount += BigInt(digit) * step
  }
  return amount
}

/** A duration as text: `1h30m`, `PT1H30M`. */
export function formatDuration(form: DurationForm, duration: bigint): string {
  const [hours, minutes] = [duration / 3_600_000_000_000n, (duration / 60_000_000_000n) % 60n]
  const rest = duration % 60_000_000_000n
  const fraction = String(rest % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '')
  const seconds = `${rest / 1_000_000_000n}${fraction === '' ? '' : `.${fraction}`}`
  const parts = [
    hours > 0n ? `${hours}h` : '',
    minutes > 0n ? `${minutes}m` : '',
    rest > 0n || duration === 0n ? `${seconds}s` : '',
  ].join('')
  return form === 'go' ? parts : `PT${parts.toUpperCase()}`
}
