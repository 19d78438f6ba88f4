import type { JsonValue } from '../model/index.ts'
import { checkerOf } from './checker.ts'
import type { SchemaFinding } from './finding.ts'
import { reduceViolations } from './reduce-violations.ts'
import type { Schema } from './schema.ts'

/** What is wrong with a completed value, one finding a root cause, sorted by pointer. Ajv judges, this words it. */
export async function validateValue(schema: Schema, value: JsonValue): Promise<SchemaFinding[]> {
  const checker = await checkerOf(schema)
  const violations = checker.violations(value)
  return violations.length === 0
    ? []
    : reduceViolations({ schema, checker, document: value, base: '' }, violations)
}
