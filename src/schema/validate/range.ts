import type { JsonValue } from '../../model/index.ts'
import { durationForm, durationWords } from '../durations/duration-rules.ts'
import { textFormat } from '../formats/formats.ts'
import { findKeyword, type Position } from '../position.ts'
import { formatQuantity } from '../units.ts'

const longestPattern = 48

/** What values a position allows, as people say it: `1..65535`, `one of a, b`, `at most 15 characters`. */
export function describeRange(position: Position): string | undefined {
  const constant = findKeyword(position, 'const')
  if (constant !== undefined) return `only ${JSON.stringify(constant.value)}`
  const choices = findKeyword(position, 'enum')?.value
  if (Array.isArray(choices)) return `one of ${choices.map(formatChoice).join(', ')}`
  const parts = [
    describeBounds(position),
    describeCount(position, 'Length', 'character'),
    describeCount(position, 'Items', 'element'),
    describeCount(position, 'Properties', 'member'),
    describePattern(position),
    describeFormat(position),
    describeDurationForm(position),
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(', ')
}

/** `1..65535`, `at least 1 ms`, `more than 0 and less than 1`; undefined for a number without bounds. */
export function describeBounds(position: Position): string | undefined {
  const unit = findKeyword(position, 'x-unit')?.value
  const symbol = typeof unit === 'string' ? unit : undefined
  const minimum = numberAt(position, 'minimum')
  const maximum = numberAt(position, 'maximum')
  const above = numberAt(position, 'exclusiveMinimum')
  const below = numberAt(position, 'exclusiveMaximum')
  const isRange = minimum !== undefined && maximum !== undefined
  if (isRange && above === undefined && below === undefined)
    return `${minimum}..${formatQuantity(maximum, symbol)}`
  const parts = [
    minimum !== undefined && `at least ${formatQuantity(minimum, symbol)}`,
    above !== undefined && `more than ${formatQuantity(above, symbol)}`,
    maximum !== undefined && `at most ${formatQuantity(maximum, symbol)}`,
    below !== undefined && `less than ${formatQuantity(below, symbol)}`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? undefined : parts.join(' and ')
}

/** `1..15 characters`, `at most 1024 elements`. */
export function describeCount(
  position: Position,
  suffix: 'Length' | 'Items' | 'Properties',
  noun: string,
): string | undefined {
  const least = numberAt(position, `min${suffix}`)
  const most = numberAt(position, `max${suffix}`)
  const plural = (count: number): string => `${count} ${noun}${count === 1 ? '' : 's'}`
  if (least !== undefined && most !== undefined) {
    return least === most ? `exactly ${plural(most)}` : `${least}..${plural(most)}`
  }
  if (least !== undefined) return `at least ${plural(least)}`
  return most === undefined ? undefined : `at most ${plural(most)}`
}

/** One allowed value: words without quotes. */
export function formatChoice(value: JsonValue): string {
  return typeof value === 'string' && /^[\w./:+-]+$/.test(value) ? value : JSON.stringify(value)
}

/** A pattern in words; undefined where it is too long to be read. */
export function describePattern(position: Position): string | undefined {
  const pattern = findKeyword(position, 'pattern')?.value
  return typeof pattern === 'string' && pattern.length <= longestPattern
    ? `of the form ${pattern}`
    : undefined
}

/** `an IPv4 address` */
export function describeFormat(position: Position): string | undefined {
  return textFormat(findKeyword(position, 'format')?.value)?.words
}

/** `a duration like 15s or 1h30m` */
function describeDurationForm(position: Position): string | undefined {
  const form = durationForm(findKeyword(position, 'x-duration')?.value)
  return form && durationWords(form)
}

function numberAt(position: Position, keyword: string): number | undefined {
  const value = findKeyword(position, keyword)?.value
  return typeof value === 'number' ? value : undefined
}
