import type { Diagnostic } from '../../model/index.ts'
import { placeInSchema } from '../place-in-schema.ts'
import { mayHave, type Schema } from '../schema.ts'
import { allSubschemas } from '../subschemas.ts'

/** One warning for a schema in which questions are left open (`x-question`), at the first of them. */
export function openQuestions(schema: Schema): Diagnostic[] {
  if (!mayHave(schema, 'x-question')) return []
  const open = allSubschemas(schema.document).filter(({ node }) => node['x-question'] !== undefined)
  const [first] = open
  if (first === undefined) return []
  const count = open.length === 1 ? 'an open question' : `${open.length} open questions`
  return [
    {
      code: 'schema-question',
      severity: 'warning',
      message: `${schema.file} is a draft with ${count}: ${first.node['x-question']}`,
      at: placeInSchema(schema, `${first.pointer}/x-question`),
      help: 'say in the schema what the component takes, then remove x-question',
    },
  ]
}
