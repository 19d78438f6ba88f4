import { readFile } from 'node:fs/promises'
import type { JsonValue } from '../../model/index.ts'
import { checkValue, parseSchemas, placeOfOffset, type Schema, scanJson } from '../../schema/index.ts'
import { AgentError } from '../agent-error.ts'
import agentSchema from './agent.schema.json' with { type: 'json' }
import type { AgentSettings } from './settings.ts'

/** Reads an agent's settings and fills in defaults. Throws `AgentError` with every fault and its place. */
export async function readSettings(path: string): Promise<AgentSettings> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AgentError(`${path} cannot be read: ${error.code}`)
  })
  const scan = scanJson(text)
  if (scan.kind === 'broken') {
    const { line, column } = placeOfOffset(path, text, scan.offset)
    throw new AgentError(`${path}:${line}:${column} is not JSON: ${scan.reason}`)
  }
  const { findings, value } = await checkValue(settingsSchema(), JSON.parse(text) as JsonValue)
  // Held against its schema where nothing was found.
  const settings = value as unknown as AgentSettings
  const faults = findings.length > 0 ? findings.map(({ message }) => message) : sharedPaths(settings)
  if (faults.length > 0)
    throw new AgentError(`${path} is refused\n${faults.map((each) => `  ${each}`).join('\n')}`)
  return settings
}

function settingsSchema(): Schema {
  const { schemas } = parseSchemas([{ file: 'agent.schema.json', text: JSON.stringify(agentSchema) }])
  const schema = schemas.get('agent')
  if (schema === undefined) throw new Error('the schema of settings cannot be read')
  return schema
}

/** Two documents in one file would write over each other for ever. */
function sharedPaths({ files = {} }: AgentSettings): string[] {
  const byPath = new Map<string, string[]>()
  for (const [name, { path }] of Object.entries(files))
    byPath.set(path, [...(byPath.get(path) ?? []), `/files/${name}`])
  return [...byPath]
    .filter(([, sharing]) => sharing.length > 1)
    .map(([path, sharing]) => `${sharing.join(' and ')} write the same file, ${path}`)
}
