import { appendPointer, decodePointer, type JsonObject, type JsonValue } from '../../model/index.ts'
import { completeValue } from '../complete-value.ts'
import { partAt, type Schema } from '../schema.ts'
import { allSubschemas } from '../subschemas.ts'
import type { SchemaFinding } from '../validate/finding.ts'
import { validateValue } from '../validate/validate-value.ts'
import type { ProfileBreak } from './profile-break.ts'

/** Defaults that their own subschema refuses, once completed. All are checked as members of one document: one compilation. */
export async function lintDefaults(schema: Schema): Promise<ProfileBreak[]> {
  const holders = allSubschemas(schema.document).filter(
    ({ node, pointer }) => node.default !== undefined && partAt(schema, pointer) === undefined,
  )
  const definitions = schema.document.$defs
  const document: JsonObject = {
    type: 'object',
    properties: Object.fromEntries(holders.map(({ pointer, node }) => [pointer, node])),
    ...(definitions !== undefined && { $defs: definitions }),
  }
  const completions = holders.map(({ pointer, node }) => {
    return [pointer, completeValue(schema, node.default as JsonValue, pointer)] as const
  })
  const endless = new Set(completions.flatMap(([, completion]) => completion.endless))
  if (endless.size > 0) return [...endless].sort().map(endlessBreak)
  const values = completions.map(([pointer, { value }]) => [pointer, value] as const)
  const findings = await validateValue({ ...schema, document }, Object.fromEntries(values))
  return findings.map(breakOf)
}

function endlessBreak(at: string): ProfileBreak {
  return {
    at,
    message: `${at} holds itself without end: what it leaves out is filled in by defaults, this one among them`,
    help: 'leave out one of the defaults in the circle, or write null where it is to end',
  }
}

function breakOf(finding: SchemaFinding): ProfileBreak {
  const [holder = ''] = decodePointer(finding.pointer)
  const prefix = appendPointer('', holder)
  const rest = finding.pointer.slice(prefix.length)
  const about = finding.message.replaceAll(prefix, `${holder}/default`)
  return { at: `${holder}/default${rest}`, message: about, help: finding.help ?? 'correct the default' }
}
