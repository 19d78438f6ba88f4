import type { JsonValue } from '../../model/index.ts'
import { deepestNesting, isTooDeep } from '../nesting.ts'
import type { Schema } from '../schema.ts'
import { type Checker, checkerOf, UnusableSchema } from './checker.ts'
import type { SchemaFinding } from './finding.ts'
import { reduceViolations } from './reduce-violations.ts'

/**
 * What is wrong with a completed value, one finding a root cause, sorted by pointer. Ajv judges, this words it. A
 * schema that cannot be used is the one finding, `schema-syntax`, whatever the value.
 */
export async function validateValue(schema: Schema, value: JsonValue): Promise<SchemaFinding[]> {
  if (isTooDeep(value)) {
    const message = `the document holds lists and objects more than ${deepestNesting} deep`
    return [{ code: 'schema-rule', pointer: '', schemaPointer: '', message }]
  }
  let checker: Checker
  try {
    checker = await checkerOf(schema)
  } catch (error) {
    if (!(error instanceof UnusableSchema)) throw error
    return [{ code: 'schema-syntax', pointer: '', schemaPointer: '', message: error.message }]
  }
  const violations = checker.violations(value)
  return violations.length === 0
    ? []
    : reduceViolations({ schema, checker, document: value, base: '', reduced: new Map() }, violations)
}
