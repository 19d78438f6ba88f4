import { type DocumentFormat, type JsonValue, secretReferences, withValuesAt } from '../../model/index.ts'
import { describeLeaf, type Schema } from '../../schema/index.ts'

/** The document as it could be written: with something in the place of each reference that an apply fills. */
export function withPlaceholders(
  value: JsonValue,
  schema: Schema | undefined,
  format: DocumentFormat | undefined,
): JsonValue {
  if (schema === undefined) return value
  const filled = secretReferences(value).filter(
    ({ pointer }) => describeLeaf(schema, pointer).secretForm !== undefined,
  )
  const placeholder = format === 'number' ? 0 : ''
  return withValuesAt(value, new Map(filled.map(({ pointer }) => [pointer, placeholder])))
}
