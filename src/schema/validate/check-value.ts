import type { JsonValue } from '../../model/index.ts'
import { type Completion, completeValue } from '../complete-value.ts'
import { findPrivateKeys } from '../find-private-keys.ts'
import { isTooDeep } from '../nesting.ts'
import type { Schema } from '../schema.ts'
import { validateValue } from './validate-value.ts'

/** Completes what an author wrote and validates the outcome; `findings` are those of both, one a root cause. */
export async function checkValue(schema: Schema, value: JsonValue): Promise<Completion> {
  if (isTooDeep(value))
    return { value, defaulted: [], endless: [], findings: await validateValue(schema, value) }
  const completion = completeValue(schema, value)
  const refused = await validateValue(schema, completion.value)
  // A quantity that could not be converted is still there, and refused once more; so is a private key of another form.
  const causes = [...completion.findings, ...findPrivateKeys(completion.value)]
  const others = refused.filter(({ pointer }) => !causes.some((cause) => isWithin(pointer, cause.pointer)))
  return { ...completion, findings: [...causes, ...others] }
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`)
}
