import {
  appendPointer,
  encodePointer,
  isQuantity,
  isSecretReference,
  type JsonObject,
  type JsonValue,
  type Quantity,
} from '../model/index.ts'
import { durationForm } from './durations/duration-rules.ts'
import { formatDuration } from './durations/duration-text.ts'
import {
  elementPosition,
  findKeyword,
  memberNames,
  memberPosition,
  type Position,
  positionAt,
} from './position.ts'
import type { Schema } from './schema.ts'
import { amountIn, formatQuantity, measuredUnit } from './units.ts'
import { chooseBranches } from './validate/choose-branches.ts'
import { nameOf, type SchemaFinding } from './validate/finding.ts'

/** A value that came from the schema: every one of it, containers and leaves. */
interface DefaultedValue {
  readonly pointer: string
  /** The literal in the schema file: `/properties/port/default`. */
  readonly schemaPointer: string
}

export interface Completion {
  readonly value: JsonValue
  readonly defaulted: readonly DefaultedValue[]
  /** `wrong-dimension` and `inexact-quantity`; such a quantity stays in `value` as it was. */
  readonly findings: readonly SchemaFinding[]
  /** Defaults that would hold themselves without end, by their place in the schema; they are left out. */
  readonly endless: readonly string[]
}

/**
 * The value as the component will see it. An absent property with a default gets it, then completion continues
 * inside; quantities become numbers in the field's unit; secret references stay tagged. Never changes what is given,
 * and completing twice changes nothing more. The value must have passed `findNonJson`; it is completed by the whole
 * schema, or by the subschema at `schemaPointer`.
 */
export function completeValue(schema: Schema, value: JsonValue, schemaPointer = ''): Completion {
  const work: Work = { schema, segments: [], filling: [], defaulted: [], findings: [], endless: [] }
  const completed = complete(work, positionAt(schema, schemaPointer), value)
  const { defaulted, findings, endless } = work
  return { value: completed, defaulted, findings, endless }
}

interface Work {
  readonly schema: Schema
  /** The way down to the value at hand. */
  readonly segments: (string | number)[]
  /** The defaults that the value at hand lies in, by their places in the schema. */
  readonly filling: string[]
  readonly defaulted: DefaultedValue[]
  readonly findings: SchemaFinding[]
  readonly endless: string[]
}

interface Subject {
  readonly pointer: string
  readonly value: JsonValue
}

function complete(work: Work, position: Position, value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value
  const chosen = chooseBranches(work.schema, position, value)
  if (Array.isArray(value)) {
    return value.map((element, index) =>
      inside(work, index, () => complete(work, elementPosition(work.schema, chosen, index), element)),
    )
  }
  if (isQuantity(value)) return resolveQuantity(work, chosen, value)
  if (isSecretReference(value)) return value
  return completeObject(work, chosen, value as JsonObject)
}

function inside<T>({ segments }: Work, segment: string | number, run: () => T): T {
  segments.push(segment)
  const result = run()
  segments.pop()
  return result
}

function completeObject(work: Work, position: Position, value: JsonObject): JsonObject {
  const completed: { [name: string]: JsonValue } = {}
  for (const name of Object.keys(value)) {
    const at = memberPosition(work.schema, position, name)
    define(
      completed,
      name,
      inside(work, name, () => complete(work, at, value[name] as JsonValue)),
    )
  }
  for (const name of memberNames(position)) {
    if (Object.hasOwn(value, name)) continue
    const memberAt = memberPosition(work.schema, position, name)
    const defaultPlace = findKeyword(memberAt, 'default')
    if (defaultPlace === undefined) continue
    const place = `${defaultPlace.pointer}/default`
    if (work.filling.includes(place)) {
      work.endless.push(place)
      continue
    }
    work.filling.push(place)
    const filled = inside(work, name, () => {
      const subject = { pointer: encodePointer(work.segments), value: defaultPlace.value }
      noteDefault(work, subject, place)
      return complete(work, memberAt, defaultPlace.value)
    })
    work.filling.pop()
    define(completed, name, filled)
  }
  return completed
}

/** Sets a member, even one that is called `__proto__`. */
function define(object: { [name: string]: JsonValue }, name: string, value: JsonValue): void {
  if (name !== '__proto__') object[name] = value
  else Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
}

function noteDefault(work: Work, { pointer, value }: Subject, schemaPointer: string): void {
  work.defaulted.push({ pointer, schemaPointer })
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value) as [string, JsonValue][]) {
    const subject = { pointer: appendPointer(pointer, name), value: member }
    noteDefault(work, subject, appendPointer(schemaPointer, name))
  }
}

function resolveQuantity(work: Work, position: Position, value: Quantity & JsonObject): JsonValue {
  const stated = findKeyword(position, 'x-unit')
  const form = durationForm(findKeyword(position, 'x-duration')?.value)
  if (form !== undefined && value.$quantity === 'time') {
    // Milliseconds: no double says one to the nanosecond once it is large, so that digits beyond are none.
    const exact = Math.round(value.amount * 1e6)
    if (Number.isSafeInteger(exact) && exact >= 0) return formatDuration(form, BigInt(exact))
    if (Number.isSafeInteger(value.amount) && value.amount >= 0)
      return formatDuration(form, BigInt(value.amount) * 1_000_000n)
  }
  const unit = measuredUnit(stated?.value)
  const schemaPointer = stated?.pointer ?? position[0]?.pointer ?? ''
  const pointer = encodePointer(work.segments)
  if (unit === undefined || unit.dimension !== value.$quantity) {
    work.findings.push(wrongDimension(pointer, schemaPointer, value, stated?.value))
    return value
  }
  const isInteger = findKeyword(position, 'type')?.value === 'integer'
  const amount = amountIn(unit, value.amount, isInteger)
  if (amount !== undefined) return amount
  work.findings.push({
    code: 'inexact-quantity',
    pointer,
    schemaPointer,
    message: `${nameOf(pointer)} counts whole ${unit.symbol}, got ${value.text}`,
    help: roundingHelp(value.amount / unit.factor, unit.symbol),
  })
  return value
}

function wrongDimension(
  pointer: string,
  schemaPointer: string,
  value: Quantity,
  unit: JsonValue | undefined,
): SchemaFinding {
  const takes = unit === undefined ? 'takes a plain value' : `takes ${dimensionOf(unit)}`
  return {
    code: 'wrong-dimension',
    pointer,
    schemaPointer,
    message: `${nameOf(pointer)} ${takes}, got ${value.text}, a ${value.$quantity}`,
    help: dimensionHelp(unit),
  }
}

function dimensionHelp(unit: JsonValue | undefined): string {
  if (unit === undefined) return 'write the number itself: the field has no unit'
  switch (measuredUnit(unit)?.dimension) {
    case 'time':
      return 'write milliseconds(…), seconds(…), minutes(…), hours(…) or days(…)'
    case 'size':
      return 'write bytes(…), kibibytes(…) or mebibytes(…)'
    default:
      return `write the number itself, in ${unit}`
  }
}

function dimensionOf(unit: JsonValue): string {
  const dimension = measuredUnit(unit)?.dimension
  return dimension === undefined ? `a plain number (${unit})` : `a ${dimension} in ${unit}`
}

function roundingHelp(exact: number, symbol: string): string {
  if (!Number.isFinite(exact)) return 'give a finite amount'
  return `write ${formatQuantity(Math.floor(exact), symbol)} or ${formatQuantity(Math.ceil(exact), symbol)}`
}
