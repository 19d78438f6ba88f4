import { type Diagnostic, isJsonObject, type JsonValue } from '../../model/index.ts'
import { placeOfOffset } from '../place-in-schema.ts'
import { scanJson } from '../scan-json.ts'
import type { Schema } from '../schema.ts'
import { linkSchemas } from './link-schemas.ts'

/** What schema files hold. */
export interface ParsedSchemas {
  /** By name; those of components, which lie in `schemas/` itself. */
  readonly schemas: ReadonlyMap<string, Schema>
  /** Those in folders of it, which others refer to: by path, `parts/tls`. */
  readonly parts: ReadonlyMap<string, Schema>
  readonly diagnostics: Diagnostic[]
}

/**
 * Parses `<name>.schema.json` files and puts into each what it refers to in the others. What is not JSON, or not an
 * object, becomes a `schema-syntax` diagnostic; a reference that leads nowhere is told by the lint.
 */
export function parseSchemas(
  files: readonly { readonly file: string; readonly text: string }[],
): ParsedSchemas {
  const parsed = [...files]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, text }) => parseSchema(file, text))
  const diagnostics = parsed.filter(isDiagnostic)
  const linked = linkSchemas(parsed.filter(isSchema))
  const byName = (list: readonly Schema[]): Map<string, Schema> =>
    new Map(list.map((schema) => [schema.name, schema]))
  return {
    schemas: byName(linked.filter(({ name }) => !name.includes('/'))),
    parts: byName(linked.filter(({ name }) => name.includes('/'))),
    diagnostics,
  }
}

function isSchema(parsed: Schema | Diagnostic): parsed is Schema {
  return !isDiagnostic(parsed)
}

function isDiagnostic(parsed: Schema | Diagnostic): parsed is Diagnostic {
  return 'code' in parsed
}

/** `schemas/sniffer.schema.json` → `sniffer`, `schemas/parts/tls.schema.json` → `parts/tls` */
function schemaName(file: string): string {
  const path = file.startsWith('schemas/')
    ? file.slice('schemas/'.length)
    : file.slice(file.lastIndexOf('/') + 1)
  return path.replace(/(\.schema)?\.json$/, '')
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
  const isNamed = name !== '' && !name.endsWith('/')
  return isNamed ? { name, file, document, text } : refuse(`${file} has no name before .schema.json`)
}
