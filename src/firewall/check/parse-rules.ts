import { type FirewallDocument, firewallFormat, isJsonObject, type JsonValue } from '../../model/index.ts'
import { checkValue, parseSchemas, type Schema } from '../../schema/index.ts'
import rulesSchema from '../firewall-rules.schema.json' with { type: 'json' }
import { checkDocument } from './check-document.ts'
import { type FirewallProblem, fault } from './problem.ts'

/** A document of firewall rules, or what keeps it from being one. */
export interface ParsedRules {
  /** Absent where one of the problems is an error. */
  readonly document?: FirewallDocument
  readonly problems: readonly FirewallProblem[]
}

/** True of a document that says of itself that it is firewall rules. */
export function isFirewallRules(value: JsonValue): boolean {
  return isJsonObject(value) && value.format === firewallFormat
}

/** Reads a document of unknown origin: its shape, and then what it means. */
export async function parseRules(value: JsonValue): Promise<ParsedRules> {
  const completion = await checkValue(ownSchema(), value)
  const findings = completion.findings.map(({ pointer, message, help }) => fault(pointer, message, help))
  if (findings.length > 0) return { problems: findings }
  // Held against its schema.
  const document = completion.value as unknown as FirewallDocument
  const problems = checkDocument(document)
  return problems.some(({ severity }) => severity === 'error') ? { problems } : { document, problems }
}

let schema: Schema | undefined

function ownSchema(): Schema {
  const file = 'firewall-rules.schema.json'
  schema ??= parseSchemas([{ file, text: JSON.stringify(rulesSchema) }]).schemas.get('firewall-rules')
  if (schema === undefined) throw new Error('the schema of firewall rules cannot be read')
  return schema
}
