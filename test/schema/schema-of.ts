import type { JsonObject } from '../../src/model/index.ts'
import { parseSchemas, type Schema } from '../../src/schema/index.ts'

/** The schema that a text or a document makes, as `schemas/<name>.schema.json`. */
export function schemaOf(source: string | JsonObject, name = 'demo'): Schema {
  const text = typeof source === 'string' ? source : JSON.stringify(source, null, 2)
  const { schemas, diagnostics } = parseSchemas([{ file: `schemas/${name}.schema.json`, text }])
  const schema = schemas.get(name)
  if (schema === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return schema
}

/** A document of the house profile with these properties; every leaf's effect is `restart`. */
export function profileSchema(parts: JsonObject): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    'x-effect': 'restart',
    type: 'object',
    additionalProperties: false,
    ...parts,
  }
}
