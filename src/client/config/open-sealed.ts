import { appendPointer, isAgeText, isJsonObject, type JsonValue, withValuesAt } from '../../model/index.ts'
import { type Identity, openText } from '../../rotation/index.ts'
import { describeLeaf, type Schema } from '../../schema/index.ts'

/** A document with what was sealed for this member opened; or why it cannot be, with places. */
export type Opened =
  | { readonly value: JsonValue; readonly isOpened: boolean }
  | { readonly problems: readonly string[] }

/**
 * Opens the age texts of a document: those that the schema calls sealed, without a schema all. A text of another kind in
 * such a place is taken as it is: an apply has not sealed it yet.
 */
export async function openSealed(
  document: JsonValue,
  { schema, identity }: { readonly schema: Schema | undefined; readonly identity: Identity | undefined },
): Promise<Opened> {
  const sealed = ageTexts(document, '').filter(
    ({ pointer }) => schema === undefined || describeLeaf(schema, pointer).secretForm === 'sealed',
  )
  const values = new Map<string, JsonValue>()
  const problems: string[] = []
  for (const { pointer, text } of sealed) {
    const plain = identity === undefined ? undefined : await openText(text, identity)
    if (plain !== undefined) values.set(pointer, plain)
    else
      problems.push(
        `${identity === undefined ? 'no-identity' : 'sealed-for-others'} at ${pointer || 'the document'}`,
      )
  }
  if (problems.length > 0) return { problems }
  return { value: withValuesAt(document, values), isOpened: values.size > 0 }
}

function ageTexts(value: JsonValue, pointer: string): { readonly pointer: string; readonly text: string }[] {
  if (isAgeText(value)) return [{ pointer, text: value }]
  if (Array.isArray(value))
    return value.flatMap((element: JsonValue, index) => ageTexts(element, appendPointer(pointer, index)))
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) => ageTexts(member, appendPointer(pointer, name)))
}
