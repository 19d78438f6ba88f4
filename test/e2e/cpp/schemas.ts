import { readFileSync } from 'node:fs'
import { readSchemas } from '../../../src/app/workspace/read-schemas.ts'
import type { JsonValue } from '../../../src/model/index.ts'
import { parseSchemas, type Schema } from '../../../src/schema/index.ts'

const root = new URL('../../..', import.meta.url).pathname

/** The schemas of the workspace. */
export async function workspaceSchemas(): Promise<Schema[]> {
  return [...(await readSchemas(root)).schemas.values()]
}

/** One of each thing that a schema can say. */
export function demoSchema(): Schema {
  const text = readFileSync(`${root}/test/codegen/fixtures/cpp/demo.schema.json`, 'utf8')
  const schema = parseSchemas([{ file: 'schemas/demo.schema.json', text }]).schemas.get('demo')
  if (schema === undefined) throw new Error('the demo schema is broken')
  return schema
}

/** Documents that the demo schema takes, with every field: chance alone makes few. */
export function demoDocuments(): JsonValue[] {
  return JSON.parse(
    readFileSync(`${root}/test/codegen/fixtures/cpp/demo.documents.json`, 'utf8'),
  ) as JsonValue[]
}
