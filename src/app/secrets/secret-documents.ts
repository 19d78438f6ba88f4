import type { Desired } from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import type { SecretDocument } from './fit-secrets.ts'

/** The documents with secrets of an environment, each with its schema. */
export function documentsOf(
  { entries }: Pick<Desired, 'entries'>,
  schemas: ReadonlyMap<string, Schema>,
): ReadonlyMap<string, SecretDocument> {
  return new Map(
    entries
      .filter(({ secrets }) => secrets !== undefined)
      .map(({ key, value, schema: name }): [string, SecretDocument] => {
        const schema = schemas.get(name)
        return [key, { value, ...(schema && { schema }) }]
      }),
  )
}
