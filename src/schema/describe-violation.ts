import { appendPointer, type JsonValue } from '../model/index.ts'
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
import {
  describeNotAllowed,
  describeOutOfRange,
  describeWrongForm,
  describeWrongType,
  format,
  otherRule,
  rule,
} from './describe-scalars.ts'
import { type DraftFinding, nameOf } from './finding.ts'
import { findKeyword, positionAt } from './position.ts'
import { describeCount } from './range.ts'
import { type Describer, positionOf, type Subject, type ViolationContext } from './subject.ts'

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

const describers: Readonly<Record<string, Describer>> = {
  type: describeWrongType,
  enum: describeNotAllowed,
  const: describeNotAllowed,
  discriminator: describeWrongTag,
  minimum: describeOutOfRange,
  maximum: describeOutOfRange,
  exclusiveMinimum: describeOutOfRange,
  exclusiveMaximum: describeOutOfRange,
  multipleOf: (subject) =>
    rule(subject, `be a multiple of ${findKeyword(subject.position, 'multipleOf')?.value}`),
  pattern: describeWrongForm,
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
