import {
  appendPointer,
  isQuantity,
  isSecretReference,
  type JsonObject,
  type JsonValue,
  type Quantity,
} from '../model/index.ts'
import { chooseBranches } from './choose-branches.ts'
import { nameOf, type SchemaFinding } from './finding.ts'
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

/** A value that came from the schema: every one of it, containers and leaves. */
export interface DefaultedValue {
  readonly pointer: string
  /** The literal in the schema file: `/properties/port/default`. */
  readonly schemaPointer: string
}

export interface Completion {
  readonly value: JsonValue
  readonly defaulted: readonly DefaultedValue[]
  /** `wrong-dimension` and `inexact-quantity`; such a quantity stays in `value` as it was. */
  readonly findings: readonly SchemaFinding[]
}

/**
 * The value as the component will see it. An absent property with a default gets it, then completion continues
 * inside; quantities become numbers in the field's unit; secret references stay tagged. Never changes what is given,
 * and completing twice changes nothing more. The value must have passed `findNonJson`; it is completed by the whole
 * schema, or by the subschema at `schemaPointer`.
 */
export function completeValue(schema: Schema, value: JsonValue, schemaPointer = ''): Completion {
  const work: Work = { schema, defaulted: [], findings: [] }
  const completed = complete(work, positionAt(schema, schemaPointer), { pointer: '', value })
  return { value: completed, defaulted: work.defaulted, findings: work.findings }
}

interface Work {
  readonly schema: Schema
  readonly defaulted: DefaultedValue[]
  readonly findings: SchemaFinding[]
}

interface Subject {
  readonly pointer: string
  readonly value: JsonValue
}

function complete(work: Work, position: Position, { pointer, value }: Subject): JsonValue {
  if (typeof value !== 'object' || value === null) return value
  const chosen = chooseBranches(work.schema, position, value)
  if (Array.isArray(value)) {
    return value.map((element, index) =>
      complete(work, elementPosition(work.schema, chosen, index), {
        pointer: appendPointer(pointer, index),
        value: element,
      }),
    )
  }
  if (isQuantity(value)) return resolveQuantity(work, chosen, { pointer, value })
  if (isSecretReference(value)) return value
  return completeObject(work, chosen, pointer, value as JsonObject)
}

function completeObject(work: Work, position: Position, pointer: string, value: JsonObject): JsonObject {
  const completed: [string, JsonValue][] = []
  for (const [name, member] of Object.entries(value)) {
    const subject = { pointer: appendPointer(pointer, name), value: member }
    completed.push([name, complete(work, memberPosition(work.schema, position, name), subject)])
  }
  for (const name of memberNames(position)) {
    if (Object.hasOwn(value, name)) continue
    const memberAt = memberPosition(work.schema, position, name)
    const found = findKeyword(memberAt, 'default')
    if (found === undefined) continue
    const subject = { pointer: appendPointer(pointer, name), value: found.value }
    noteDefault(work, subject, `${found.pointer}/default`)
    completed.push([name, complete(work, memberAt, subject)])
  }
  // fromEntries defines members, so that a key named __proto__ stays a key.
  return Object.fromEntries(completed)
}

function noteDefault(work: Work, { pointer, value }: Subject, schemaPointer: string): void {
  work.defaulted.push({ pointer, schemaPointer })
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value) as [string, JsonValue][]) {
    const subject = { pointer: appendPointer(pointer, name), value: member }
    noteDefault(work, subject, appendPointer(schemaPointer, name))
  }
}

function resolveQuantity(
  work: Work,
  position: Position,
  { pointer, value }: { pointer: string; value: Quantity & JsonObject },
): JsonValue {
  const stated = findKeyword(position, 'x-unit')
  const unit = measuredUnit(stated?.value)
  const schemaPointer = stated?.pointer ?? position[0]?.pointer ?? ''
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
    ...(unit === undefined && { help: 'write the number itself: the field has no unit' }),
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
