import { readFile } from 'node:fs/promises'
import { parseSchemas, type Schema } from '../../schema/index.ts'
import { AgentError } from '../agent-error.ts'
import type { PlannedDocument } from '../followers/index.ts'
import type { DocumentSettings } from '../settings/settings.ts'

/** A document as settings name it, with the schema of the installed component. Throws `AgentError`. */
export async function planDocument(
  name: string,
  { schema: path, format }: DocumentSettings,
  key: string,
): Promise<PlannedDocument> {
  const schema = path === undefined ? undefined : await readSchema(name, path)
  return { name, key, format, ...(schema && { schema }) }
}

async function readSchema(name: string, path: string): Promise<Schema> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AgentError(`the schema of ${name} cannot be read: ${path}: ${error.code}`)
  })
  const { schemas, diagnostics } = parseSchemas([{ file: `${name}.schema.json`, text }])
  const schema = schemas.get(name)
  if (schema === undefined)
    throw new AgentError(`${path} is no schema: ${diagnostics.map(({ message }) => message).join('; ')}`)
  return schema
}
