import { appendPointer, type JsonValue } from '../../model/index.ts'
import { findKeyword, positionAt } from '../position.ts'
import type { Violation } from './checker.ts'
import { describeCondition, isVacuous } from './describe-condition.ts'
import {
  count,
  describeMissing,
  describeRepeated,
  describeShared,
  describeTooLong,
  describeUnknown,
  describeWrongTag,
} from './describe-members.ts'
import { describeContains, describeNot, describeOther } from './describe-rules.ts'
import {
  describeDuration,
  describeNotAllowed,
  describeOutOfRange,
  describeWrongForm,
  describeWrongType,
  format,
  rule,
} from './describe-scalars.ts'
import type { DraftFinding } from './finding.ts'
import { nameOf } from './finding.ts'
import { describeCount, describeFormat } from './range.ts'
import { type Describer, positionOf, type Subject, type ViolationContext } from './subject.ts'

/** The findings of one violation that is not a union's. Every violation has at least one. */
export function describeViolation(context: ViolationContext, violation: Violation): DraftFinding[] {
  const { error, schemaPointer } = violation
  const subject = subjectOf(context, violation)
  const { pointer } = subject
  const drafts = (describers[error.keyword] ?? describeOther(error.keyword))(subject)
  const because = describeCondition(context.schema, schemaPointer)
  const vacuous = isVacuous(context, { schemaPointer, pointer: context.base + error.instancePath })
  return drafts.map((draft) => ({
    pointer,
    schemaPointer,
    ...(because !== undefined && { because }),
    ...(subject.isKey && { isKey: true }),
    ...(vacuous && { isVacuous: true }),
    ...draft,
  }))
}

/** What the violation is about: a value, or the name of a member. */
export function subjectOf(context: ViolationContext, { error, schemaPointer, key }: Violation): Subject {
  const holder = context.base + error.instancePath
  const name = key ?? context.key
  const pointer = name === undefined ? holder : appendPointer(holder, name)
  // The failing subschema decides; what else is said of the place adds the unit and the other bound.
  const others = name === undefined ? positionOf(context.schema, pointer) : []
  return {
    schema: context.schema,
    pointer,
    label: name === undefined ? nameOf(pointer) : `the name ${JSON.stringify(name)} in ${nameOf(holder)}`,
    isKey: name !== undefined,
    value: error.data as JsonValue,
    position: [...positionAt(context.schema, schemaPointer), ...others],
    params: error.params,
    schemaPointer,
    document: context.document,
  }
}

const describers: Readonly<Record<string, Describer>> = {
  type: describeWrongType,
  enum: describeNotAllowed,
  const: describeNotAllowed,
  minimum: describeOutOfRange,
  maximum: describeOutOfRange,
  exclusiveMinimum: describeOutOfRange,
  exclusiveMaximum: describeOutOfRange,
  multipleOf: (subject) =>
    rule(subject, `be a multiple of ${findKeyword(subject.position, 'multipleOf')?.value}`),
  pattern: describeWrongForm,
  'x-duration': describeDuration,
  format: (subject) => format(subject, `be ${describeFormat(subject.position)}`),
  minLength: (subject) => format(subject, `have ${describeCount(subject.position, 'Length', 'character')}`),
  maxLength: (subject) => format(subject, `have ${describeCount(subject.position, 'Length', 'character')}`),
  minItems: (subject) => count(subject, 'Items', 'element'),
  maxItems: (subject) => count(subject, 'Items', 'element'),
  items: describeTooLong,
  contains: describeContains,
  minProperties: (subject) => count(subject, 'Properties', 'member'),
  maxProperties: (subject) => count(subject, 'Properties', 'member'),
  uniqueItems: describeRepeated,
  required: describeMissing,
  dependentRequired: describeMissing,
  additionalProperties: describeUnknown,
  not: describeNot,
  discriminator: (subject) => describeWrongTag(subject) ?? describeOther('discriminator')(subject),
  'x-secret': ({ label }) => [
    {
      code: 'literal-secret',
      message: `${label} holds a secret, got a literal (not shown)`,
      help: "write secret('name'), or null",
    },
  ],
  'x-disjoint': describeShared,
}
