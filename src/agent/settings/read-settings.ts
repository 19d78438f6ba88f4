import { readFile } from 'node:fs/promises'
import type { JsonValue } from '../../model/index.ts'
import {
  type Completion,
  checkValue,
  completeValue,
  parseSchemas,
  placeOfOffset,
  type Schema,
  scanJson,
} from '../../schema/index.ts'
import { readPublicKey } from '../../signing/index.ts'
import { AgentError } from '../agent-error.ts'
import agentSchema from './agent.schema.json' with { type: 'json' }
import { quickCheck } from './quick-check.ts'
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
  const { findings, value } = await check(JSON.parse(text) as JsonValue)
  // Held against its schema where nothing was found.
  const settings = value as unknown as AgentSettings
  const faults =
    findings.length > 0
      ? findings.map(({ message }) => message)
      : [...sharedPaths(settings), ...signerFaults(settings)]
  if (faults.length > 0)
    throw new AgentError(`${path} is refused\n${faults.map((each) => `  ${each}`).join('\n')}`)
  return settings
}

/** What is right is known without a validator, which takes long to load and much memory. */
async function check(given: JsonValue): Promise<Pick<Completion, 'findings' | 'value'>> {
  const schema = settingsSchema()
  if (quickCheck?.(given) === true) {
    const completed = completeValue(schema, given)
    if (completed.findings.length === 0) return completed
  }
  return await checkValue(schema, given)
}

function settingsSchema(): Schema {
  const { schemas } = parseSchemas([{ file: 'agent.schema.json', text: JSON.stringify(agentSchema) }])
  const schema = schemas.get('agent')
  if (schema === undefined) throw new Error('the schema of settings cannot be read')
  return schema
}

/** A list that holds nobody off is no list. */
function signerFaults({ accept, signers = [] }: AgentSettings): string[] {
  const places = signers.flatMap((line, index) => (readPublicKey(line) ? [] : [`/signers/${index}`]))
  return [
    ...(signers.length > 0 && accept !== 'applied-only'
      ? ['/signers are asked only of what was applied; add "accept": "applied-only"']
      : []),
    ...places.map((place) => `${place} is no key: put in the line of its .pub file, ssh-ed25519 AAAA… name`),
  ]
}

/** Two that write one path would write over each other for ever. */
function sharedPaths({ files = {}, folders = {}, keys }: AgentSettings): string[] {
  const paths = [
    ...Object.entries(files).map(([name, { path }]) => [`/files/${name}`, path] as const),
    ...Object.entries(folders).map(([name, { path }]) => [`/folders/${name}`, path] as const),
    ...(keys === undefined ? [] : [['/keys', keys.path] as const]),
  ]
  const byPath = new Map<string, string[]>()
  for (const [place, path] of paths) byPath.set(path, [...(byPath.get(path) ?? []), place])
  return [...byPath]
    .filter(([, sharing]) => sharing.length > 1)
    .map(([path, sharing]) => `${sharing.join(' and ')} write the same path, ${path}`)
}
