import type { JsonObject, JsonValue, SecretForm } from '../model/index.ts'
import type { Schema } from './schema.ts'
import { mapSubschemas } from './subschemas.ts'

/** True where `x-secret` says that a value is a secret, in whichever form it is written. */
export function isSecretMark(mark: JsonValue | undefined): boolean {
  return mark === true || secretFormOf(mark) !== undefined
}

/** The form in which an apply writes the secret; of `true` none: the reference itself is written. */
export function secretFormOf(mark: JsonValue | undefined): SecretForm | undefined {
  return mark === 'plain' || mark === 'sealed' ? mark : undefined
}

const written = new WeakMap<Schema, Schema>()

/** The schema of what a component reads: secrets that an apply has written are values like others. */
export function writtenSchema(schema: Schema): Schema {
  const known = written.get(schema) ?? { ...schema, document: mapSubschemas(schema.document, withoutForm) }
  written.set(schema, known)
  return known
}

function withoutForm(node: JsonObject): JsonObject {
  const { 'x-secret': mark, ...rest } = node
  return secretFormOf(mark) === undefined ? node : rest
}
