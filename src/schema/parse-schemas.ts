import { type Diagnostic, isJsonObject, type JsonValue } from '../model/index.ts'
import { placeOfOffset } from './place-in-schema.ts'
import { scanJson } from './scan-json.ts'
import type { Schema } from './schema.ts'

/** Parses `<name>.schema.json` files. What is not JSON, or not an object, becomes a `schema-syntax` diagnostic. */
export function parseSchemas(files: readonly { readonly file: string; readonly text: string }[]): {
  readonly schemas: ReadonlyMap<string, Schema>
  readonly diagnostics: Diagnostic[]
} {
  const schemas = new Map<string, Schema>()
  const diagnostics: Diagnostic[] = []
  for (const { file, text } of [...files].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const parsed = parseSchema(file, text)
    if ('code' in parsed) diagnostics.push(parsed)
    else schemas.set(parsed.name, parsed)
  }
  return { schemas, diagnostics }
}

/** `schemas/sniffer.schema.json` → `sniffer` */
function schemaName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/(\.schema)?\.json$/, '')
}

function parseSchema(file: string, text: string): Schema | Diagnostic {
  const scan = scanJson(text)
  if (scan.kind === 'broken') {
    return {
      code: 'schema-syntax',
      severity: 'error',
      message: `${file} is not valid JSON: ${scan.reason}`,
      at: placeOfOffset(file, text, scan.offset),
    }
  }
  const document = JSON.parse(text) as JsonValue
  const name = schemaName(file)
  const at = { file, line: 1, column: 1 }
  const refuse = (message: string): Diagnostic => ({ code: 'schema-syntax', severity: 'error', message, at })
  if (!isJsonObject(document)) return refuse(`${file} must hold a JSON object`)
  return name === '' ? refuse(`${file} has no name before .schema.json`) : { name, file, document, text }
}
