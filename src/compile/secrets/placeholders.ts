import { type DocumentFormat, type JsonValue, secretReferences, withValuesAt } from '../../model/index.ts'
import { describeLeaf, type Schema } from '../../schema/index.ts'

/** The document as it could be written: with something in the place of each reference that an apply fills. */
export function withPlaceholders(
  value: JsonValue,
  schema: Schema | undefined,
  format: DocumentFormat | undefined,
): JsonValue {
  if (schema === undefined) return value
  const plain = format === 'number' ? 0 : ''
  const placeholders = secretReferences(value).flatMap(({ pointer }): [string, JsonValue][] => {
    const { secretForm } = describeLeaf(schema, pointer)
    return secretForm === undefined ? [] : [[pointer, secretForm === 'sealed' ? severalLines : plain]]
  })
  return withValuesAt(value, new Map(placeholders))
}

/** As age text has. */
const severalLines = '-\n-\n'
