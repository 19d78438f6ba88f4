import { appendPointer, decodePointer, isJsonObject, type JsonValue, nearest } from '../model/index.ts'
import type { Violation } from './checker.ts'
import { describeCondition, isVacuous } from './describe-condition.ts'
import { describeType, describeValue } from './describe-type.ts'
import { sharedElements } from './disjoint.ts'
import { type DraftFinding, nameOf } from './finding.ts'
import { childPosition, findKeyword, type Position, positionAt, withAllBranches } from './position.ts'
import { describeBounds, describeCount, formatChoice } from './range.ts'
import type { ViolationContext } from './reduce-violations.ts'
import type { Schema } from './schema.ts'
import { suggestKey } from './suggest-key.ts'
import { formatQuantity } from './units.ts'

/** The findings of one violation that is not a union's. */
export function describeViolation(context: ViolationContext, violation: Violation): DraftFinding[] {
  const { error, schemaPointer } = violation
  const holder = context.base + error.instancePath
  const isKey = typeof error.propertyName === 'string'
  const pointer = isKey ? appendPointer(holder, error.propertyName ?? '') : holder
  const subject: Subject = {
    schema: context.schema,
    pointer,
    value: isKey ? (error.propertyName ?? '') : (error.data as JsonValue),
    // The failing subschema decides; what else is said of the place adds the unit and the other bound.
    position: [...positionAt(context.schema, schemaPointer), ...positionOf(context.schema, pointer)],
    params: error.params,
    schemaPointer,
    document: context.document,
  }
  const drafts = (describers[error.keyword] ?? otherRule(error.keyword))(subject)
  const because = describeCondition(context.schema, schemaPointer)
  const vacuous = isVacuous(context, { schemaPointer, pointer: holder })
  return drafts.map((draft) => ({
    pointer,
    schemaPointer,
    ...(because !== undefined && { because }),
    ...(isKey && { isKey }),
    ...(vacuous && { isVacuous: true }),
    ...draft,
  }))
}

/** A value in a message, unless the place or one above it is secret. */
export function showValue(schema: Schema, pointer: string, value: JsonValue): string {
  return isSecretAt(schema, pointer) ? 'a secret' : describeValue(value)
}

interface Subject {
  readonly schema: Schema
  readonly pointer: string
  readonly value: JsonValue
  readonly position: Position
  readonly params: Readonly<Record<string, unknown>>
  readonly schemaPointer: string
  readonly document: JsonValue
}

type Draft = Omit<DraftFinding, 'pointer' | 'schemaPointer'> & { readonly pointer?: string }
type Describer = (subject: Subject) => Draft[]

const describers: Readonly<Record<string, Describer>> = {
  type: describeWrongType,
  enum: describeNotAllowed,
  const: describeNotAllowed,
  discriminator: describeWrongTag,
  minimum: describeOutOfRange,
  maximum: describeOutOfRange,
  exclusiveMinimum: describeOutOfRange,
  exclusiveMaximum: describeOutOfRange,
  multipleOf: (subject) => rule(subject, `be a multiple of ${subject.params.multipleOf}`),
  pattern: (subject) => format(subject, `be of the form ${subject.params.pattern}`),
  minLength: (subject) => format(subject, `have ${describeCount(subject.position, 'Length', 'character')}`),
  maxLength: (subject) => format(subject, `have ${describeCount(subject.position, 'Length', 'character')}`),
  minItems: (subject) => count(subject, 'Items', 'element'),
  maxItems: (subject) => count(subject, 'Items', 'element'),
  items: describeTooLong,
  minProperties: (subject) => count(subject, 'Properties', 'member'),
  maxProperties: (subject) => count(subject, 'Properties', 'member'),
  uniqueItems: describeRepeated,
  required: describeMissing,
  dependentRequired: describeMissing,
  additionalProperties: describeUnknown,
  'x-secret': ({ pointer }) => [
    {
      code: 'literal-secret',
      message: `${nameOf(pointer)} holds a secret, got a literal (not shown)`,
      help: "write secret('name'), or null",
    },
  ],
  'x-disjoint': describeShared,
}

function describeWrongType(subject: Subject): Draft[] {
  const { value, params, pointer } = subject
  const wanted = describeType(params.type as JsonValue)
  const isQuoted = typeof value === 'string' && wanted.includes('number') && /^-?\d+(\.\d+)?$/.test(value)
  return [
    {
      code: 'wrong-type',
      message: `${nameOf(pointer)} must be ${wanted}, got ${shown(subject)}`,
      ...(isQuoted && !isSecretAt(subject.schema, pointer) && { help: `write ${value} without quotes` }),
    },
  ]
}

function describeNotAllowed(subject: Subject): Draft[] {
  const { params, value, pointer } = subject
  const allowed = 'allowedValue' in params ? [params.allowedValue] : params.allowedValues
  const choices = (Array.isArray(allowed) ? allowed : []) as JsonValue[]
  const list = choices.length > 16 ? `one of ${choices.length} values` : listOf(choices)
  const help = suggestChoice(value, choices)
  return [
    {
      code: 'not-allowed',
      message: `${nameOf(pointer)} must be ${list}, got ${shown(subject)}`,
      ...(help !== undefined && { help }),
    },
  ]
}

function describeWrongTag(subject: Subject): Draft[] {
  const tag = String(subject.params.tag)
  const pointer = appendPointer(subject.pointer, tag)
  const value = isJsonObject(subject.value) ? subject.value[tag] : undefined
  if (value === undefined) {
    return [{ code: 'missing-key', message: `${nameOf(subject.pointer)} lacks ${tag}`, lacks: pointer }]
  }
  const branches = findKeyword(subject.position, 'oneOf')
  const tags = (Array.isArray(branches?.value) ? branches.value : []).flatMap((_, index) => {
    const branch = positionAt(subject.schema, `${branches?.pointer}/oneOf/${index}`)
    const member = childPosition(subject.schema, branch, tag)
    return findKeyword(member, 'const')?.value ?? findKeyword(member, 'enum')?.value ?? []
  })
  const choices = tags.flat() as JsonValue[]
  return describeNotAllowed({ ...subject, pointer, value, params: { allowedValues: choices } }).map(
    (draft) => ({
      ...draft,
      pointer,
    }),
  )
}

function describeOutOfRange(subject: Subject): Draft[] {
  const { value, position, pointer, schema } = subject
  const unit = findKeyword(position, 'x-unit')?.value
  const got = formatQuantity(value as number, typeof unit === 'string' ? unit : undefined)
  const isPort = describeBounds(position) === '1..65535' && findKeyword(position, 'type')?.value === 'integer'
  const wraps = isPort && ((value as number) > 65535 || (value as number) < 0)
  const opened = (((value as number) % 65536) + 65536) % 65536
  return [
    {
      code: isPort ? 'port-out-of-range' : 'out-of-range',
      message: `${nameOf(pointer)} must be ${describeBounds(position)}, got ${got}`,
      ...(wraps && { because: `TCP ports are 16 bits; the ${schema.name} would open ${opened}` }),
    },
  ]
}

function describeRepeated(subject: Subject): Draft[] {
  const [first, second] = [Number(subject.params.j), Number(subject.params.i)].sort((a, b) => a - b)
  const pointer = appendPointer(subject.pointer, second ?? 0)
  const element = Array.isArray(subject.value) ? (subject.value[second ?? 0] as JsonValue) : null
  const text = showValue(subject.schema, pointer, element)
  const message = `${nameOf(subject.pointer)} holds ${text} twice, at ${first} and at ${second}`
  return [{ code: 'wrong-count', pointer, message, help: 'remove one of them' }]
}

function describeMissing(subject: Subject): Draft[] {
  const name = String(subject.params.missingProperty)
  const lacks = appendPointer(subject.pointer, name)
  const member = positionOf(subject.schema, lacks)
  const description = findKeyword(member, 'description')?.value
  const what = `${describeType(findKeyword(member, 'type')?.value)}${description ? ` (${description})` : ''}`
  const help = member.length === 0 ? {} : { help: `add ${name}, ${what}` }
  return [{ code: 'missing-key', message: `${nameOf(subject.pointer)} lacks ${name}`, lacks, ...help }]
}

function describeUnknown(subject: Subject): Draft[] {
  const name = String(subject.params.additionalProperty)
  const pointer = appendPointer(subject.pointer, name)
  const { help, meant } = suggestKey(subject.schema, {
    pointer: subject.pointer,
    position: positionAt(subject.schema, subject.schemaPointer),
    name,
  })
  return [
    {
      code: 'unknown-key',
      pointer,
      isKey: true,
      message: `${pointer} is not a key that the schema knows`,
      help,
      ...(meant !== undefined && { meant: appendPointer(subject.pointer, meant) }),
    },
  ]
}

function describeShared(subject: Subject): Draft[] {
  const names = findKeyword(subject.position, 'x-disjoint')?.value
  return sharedElements(Array.isArray(names) ? names.map(String) : [], subject.value).map((shared) => {
    const pointer = appendPointer(appendPointer(subject.pointer, shared.second.name), shared.second.index)
    const text = showValue(subject.schema, pointer, shared.value)
    return {
      code: 'schema-rule',
      pointer,
      message: `${pointer} repeats ${text}, which ${shared.first.name} holds too`,
      because: `${listOf(names as JsonValue[], 'and')} may share no element`,
      help: `remove ${text} from one of them`,
    }
  })
}

function count(subject: Subject, suffix: 'Items' | 'Properties', noun: string): Draft[] {
  const size = isJsonObject(subject.value) ? Object.keys(subject.value).length : (subject.value as []).length
  const message = `${nameOf(subject.pointer)} must have ${describeCount(subject.position, suffix, noun)}, got ${size}`
  return [{ code: 'wrong-count', message }]
}

function describeTooLong({ pointer, value, params }: Subject): Draft[] {
  const size = Array.isArray(value) ? value.length : 0
  return [
    { code: 'wrong-count', message: `${nameOf(pointer)} must have ${params.limit} elements, got ${size}` },
  ]
}

function format(subject: Subject, demand: string): Draft[] {
  const { value, pointer } = subject
  const length = demand.startsWith('have') ? ` (${[...String(value)].length})` : ''
  return [
    { code: 'wrong-format', message: `${nameOf(pointer)} must ${demand}, got ${shown(subject)}${length}` },
  ]
}

function rule(subject: Subject, demand: string): Draft[] {
  return [
    { code: 'schema-rule', message: `${nameOf(subject.pointer)} must ${demand}, got ${shown(subject)}` },
  ]
}

function otherRule(keyword: string): Describer {
  return (subject) => {
    const stated = findKeyword(subject.position, '$comment')?.value
    const help = typeof stated === 'string' ? { help: stated } : {}
    return rule(subject, `satisfy "${keyword}" of the schema`).map((draft) => ({ ...draft, ...help }))
  }
}

function suggestChoice(value: JsonValue, choices: readonly JsonValue[]): string | undefined {
  if (typeof value === 'string') {
    const meant = nearest(
      value,
      choices.filter((choice) => typeof choice === 'string'),
    )
    return meant === undefined ? undefined : `did you mean ${JSON.stringify(meant)}?`
  }
  if (typeof value !== 'number' || choices.length < 2) return undefined
  const numbers = choices.filter((choice) => typeof choice === 'number').sort((a, b) => a - b)
  const around = [numbers.findLast((each) => each < value), numbers.find((each) => each > value)]
  const named = around.filter((each) => each !== undefined)
  return named.length === 0 ? undefined : `the nearest allowed: ${named.join(' and ')}`
}

function listOf(choices: readonly JsonValue[], conjunction = 'or'): string {
  const texts = choices.map(formatChoice)
  const last = texts.pop() ?? ''
  return texts.length === 0 ? last : `${texts.join(', ')} ${conjunction} ${last}`
}

function shown({ schema, pointer, value }: Subject): string {
  return showValue(schema, pointer, value)
}

function positionOf(schema: Schema, pointer: string): Position {
  let position = withAllBranches(schema, positionAt(schema, ''))
  for (const segment of decodePointer(pointer)) {
    position = withAllBranches(schema, childPosition(schema, position, segment))
  }
  return position
}

function isSecretAt(schema: Schema, pointer: string): boolean {
  let position = withAllBranches(schema, positionAt(schema, ''))
  if (findKeyword(position, 'x-secret')?.value === true) return true
  return decodePointer(pointer).some((segment) => {
    position = withAllBranches(schema, childPosition(schema, position, segment))
    return findKeyword(position, 'x-secret')?.value === true
  })
}
