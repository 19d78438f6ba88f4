import { type JsonValue, nearest } from '../../model/index.ts'
import { durationForm, durationWords } from '../durations/duration-rules.ts'
import { parseDuration } from '../durations/duration-text.ts'
import { findKeyword } from '../position.ts'
import { formatQuantity } from '../units.ts'
import { describeType } from './describe-type.ts'
import { describeBounds, describePattern } from './range.ts'
import { type Draft, isSecretAt, listOf, type Subject, shown } from './subject.ts'

/** A value of another type. */
export function describeWrongType(subject: Subject): Draft[] {
  const { value, params, pointer, label } = subject
  const demandedType = describeType(params.type as JsonValue)
  const isQuoted =
    typeof value === 'string' && demandedType.includes('number') && /^-?\d+(\.\d+)?$/.test(value)
  return [
    {
      code: 'wrong-type',
      message: `${label} must be ${demandedType}, got ${shown(subject)}`,
      ...(isQuoted && !isSecretAt(subject.schema, pointer) && { help: `write ${value} without quotes` }),
    },
  ]
}

/** A value that is not one of those allowed. */
export function describeNotAllowed(subject: Subject): Draft[] {
  const { params, value, label } = subject
  const allowed = 'allowedValue' in params ? [params.allowedValue] : params.allowedValues
  const choices = (Array.isArray(allowed) ? allowed : []) as JsonValue[]
  const list = choices.length > 16 ? `one of ${choices.length} values` : listOf(choices)
  const help = suggestChoice(value, choices)
  return [
    {
      code: 'not-allowed',
      message: `${label} must be ${list}, got ${shown(subject)}`,
      ...(help !== undefined && { help }),
    },
  ]
}

/** A number outside its bounds; a port by its own code. */
export function describeOutOfRange(subject: Subject): Draft[] {
  const { value, position, label, schema } = subject
  const unit = findKeyword(position, 'x-unit')?.value
  const got = formatQuantity(value as number, typeof unit === 'string' ? unit : undefined)
  const isPort = describeBounds(position) === '1..65535' && findKeyword(position, 'type')?.value === 'integer'
  const wraps = isPort && ((value as number) > 65535 || (value as number) < 0)
  const opened = (((value as number) % 65536) + 65536) % 65536
  return [
    {
      code: isPort ? 'port-out-of-range' : 'out-of-range',
      message: `${label} must be ${describeBounds(position)}, got ${got}`,
      ...(wraps && { because: `TCP ports are 16 bits; the ${schema.name} would open ${opened}` }),
    },
  ]
}

/** A text that does not meet `demand`. */
export function format(subject: Subject, demand: string): Draft[] {
  const { value, label } = subject
  const length = demand.startsWith('have') ? ` (${[...String(value)].length})` : ''
  return [{ code: 'wrong-format', message: `${label} must ${demand}, got ${shown(subject)}${length}` }]
}

/** A text that its pattern refuses. */
export function describeWrongForm(subject: Subject): Draft[] {
  const { label, position, params } = subject
  const readable = describePattern(position)
  const examples = findKeyword(position, 'examples')?.value
  const help =
    Array.isArray(examples) && examples[0] !== undefined ? { help: `for example ${examples[0]}` } : {}
  if (readable !== undefined) return format(subject, `be ${readable}`).map((draft) => ({ ...draft, ...help }))
  const message = `${label} has the wrong form, got ${shown(subject)}`
  return [{ code: 'wrong-format', message, because: `the schema asks for ${params.pattern}`, ...help }]
}

/** A text that is no duration, or one outside its bounds. */
export function describeDuration(subject: Subject): Draft[] {
  const { value, position, label } = subject
  const form = durationForm(findKeyword(position, 'x-duration')?.value) ?? 'go'
  if (parseDuration(form, String(value)) !== undefined) {
    const message = `${label} must be ${describeBounds(position)}, got ${shown(subject)}`
    return [{ code: 'out-of-range', message }]
  }
  const hasNoLength = form === 'iso' && /^P[0-9]+[YM]/.test(String(value))
  const help = hasNoLength ? { help: 'years and months have no fixed length: write days' } : {}
  return format(subject, `be ${durationWords(form)}`).map((draft) => ({ ...draft, ...help }))
}

/** A value that does not meet `demand`. */
export function rule(subject: Subject, demand: string): Draft[] {
  return [{ code: 'schema-rule', message: `${subject.label} must ${demand}, got ${shown(subject)}` }]
}

function suggestChoice(value: JsonValue, choices: readonly JsonValue[]): string | undefined {
  if (typeof value === 'string') {
    const nearestValue = nearest(
      value,
      choices.filter((choice) => typeof choice === 'string'),
    )
    return nearestValue === undefined ? undefined : `did you mean ${JSON.stringify(nearestValue)}?`
  }
  if (typeof value !== 'number' || choices.length < 2) return undefined
  const numbers = choices.filter((choice) => typeof choice === 'number').sort((a, b) => a - b)
  const around = [numbers.findLast((each) => each < value), numbers.find((each) => each > value)]
  const named = around.filter((each) => each !== undefined)
  return named.length === 0 ? undefined : `the nearest allowed: ${named.join(' and ')}`
}
