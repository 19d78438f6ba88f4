import { canonicalJson, type JsonValue } from '../model/index.ts'
import type { Format, Reading } from './format.ts'

/** RFC 8259, written canonically (RFC 8785). */
export const json: Format = {
  name: 'JSON',
  read,
  write: (value) => ({ text: canonicalJson(value) }),
}

/** The same with a line a member, two blanks a level, for who reads the store by eye. */
export const prettyJson: Format = {
  name: 'JSON with line breaks',
  read,
  write: (value) => ({ text: `${JSON.stringify(JSON.parse(canonicalJson(value)), null, 2)}\n` }),
}

/** One number, as JSON writes it. */
export const number: Format = {
  name: 'a number',
  read(text) {
    const reading = read(text)
    return 'value' in reading && typeof reading.value !== 'number' ? { problem: 'no number' } : reading
  },
  write: (value) =>
    typeof value === 'number'
      ? { text: canonicalJson(value) }
      : { pointer: '', problem: 'the document is not a number, and its format is number' },
}

function read(text: string): Reading {
  try {
    const value = JSON.parse(text.replace(/^\ufeff/, '')) as JsonValue // JSON.parse gives nothing else
    return hasRoundedNumber(text) ? { problem: 'JSON with a number that reading it would round' } : { value }
  } catch (error) {
    return { problem: error instanceof RangeError ? 'JSON nested beyond all measure' : 'no JSON' }
  }
}

/** Strings are passed over; what else begins with a digit or a sign is a number. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g
/** A double holds as many digits as this, whatever they are. */
const safeDigits = 15

function hasRoundedNumber(text: string): boolean {
  for (const [token] of text.matchAll(stringOrNumber))
    if (!token.startsWith('"') && isRounded(token)) return true
  return false
}

/** True for a decimal number that a double does not hold: reading it gives another one. */
export function isRounded(decimal: string): boolean {
  if (decimal.length <= safeDigits && !/e/i.test(decimal)) return false
  return decimalOf(decimal) !== decimalOf(String(Number(decimal)))
}

/** A decimal number in one spelling: `1.50e3` → `15e2`. */
function decimalOf(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  const power = Number(exponent) - fraction.length + digits.length - significant.length
  return `${sign === '-' ? '-' : ''}${significant}e${power}`
}
