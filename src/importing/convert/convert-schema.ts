import { blankComments } from '../../formats/index.ts'
import {
  type Diagnostic,
  hasErrors,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../model/index.ts'
import { lintSchema, parseSchemas, placeOfOffset, scanJson } from '../../schema/index.ts'
import type { SourceText } from '../read/source-document.ts'
import { printSchema } from '../schemas/print-schema.ts'
import type { Conversion, ConversionNote } from './conversion.ts'
import { convertNode, withoutDefinitions } from './convert-node.ts'
import { dropEndlessDefaults } from './drop-endless-defaults.ts'
import { repair } from './repair.ts'
import { widenAroundLosses } from './widen-around-losses.ts'

/** A published schema in the house's words, or why there is none. */
export type ConvertedSchema =
  | { readonly text: string; readonly notes: readonly ConversionNote[] }
  | { readonly diagnostics: readonly Diagnostic[] }

const dialect = 'https://json-schema.org/draft/2020-12/schema'

/**
 * Converts a schema of any draft from 4 on. What it takes, the converted one takes too; what the house profile has no words
 * for is left out and noted.
 */
export async function convertSchema(name: string, source: SourceText): Promise<ConvertedSchema> {
  const document = parse(source)
  if (isDiagnostic(document)) return { diagnostics: [document] }
  const conversion: Conversion = {
    document,
    isOld: !/2019-09|2020-12|\/next/.test(String(document.$schema ?? '')) && document.$defs === undefined,
    notes: [],
    names: new Map(),
    definitions: new Map(),
    lossy: new Set(),
    sources: new Map(),
  }
  const root = convertNode({
    conversion,
    pointer: '',
    node: withoutDefinitions(document),
    outerTypes: [],
    isCondition: false,
  })
  const definitions = [...conversion.definitions].sort(([a], [b]) => (a < b ? -1 : 1))
  const converted = {
    $schema: dialect,
    title: name,
    'x-effect': 'restart',
    ...root,
    ...(definitions.length > 0 && { $defs: Object.fromEntries(definitions) }),
  }
  if (conversion.lossy.has(root)) conversion.lossy.add(converted)
  dropEndlessDefaults(converted, conversion)
  return await soundSchema(name, converted, conversion)
}

/** Repairs come from the outside in: what is left out in one round may be what another was about. */
const mostRounds = 6

async function soundSchema(
  name: string,
  converted: JsonObject,
  conversion: Conversion,
): Promise<ConvertedSchema> {
  const file = `schemas/${name}.schema.json`
  let diagnostics: readonly Diagnostic[] = []
  for (let round = 0; round < mostRounds; round++) {
    widenAroundLosses(converted, conversion)
    const text = printSchema(converted)
    const { schemas, diagnostics: broken } = parseSchemas([{ file, text }])
    const schema = schemas.get(name)
    if (schema === undefined) return { diagnostics: broken }
    diagnostics = await lintSchema(schema)
    if (!hasErrors(diagnostics)) return { text, notes: sorted(conversion.notes) }
    if (!repair(converted, { schema, diagnostics, conversion })) break
  }
  return { diagnostics }
}

function sorted(notes: readonly ConversionNote[]): ConversionNote[] {
  const distinct = new Map(notes.map((each) => [JSON.stringify([each.pointer, each.message]), each]))
  return [...distinct.values()].sort((a, b) => (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0))
}

function parse({ file, text: whole }: SourceText): JsonObject | Diagnostic {
  const text = whole.replace(/^\uFEFF/, ' ')
  const strict = blankComments(text)
  const scan = scanJson(strict.text)
  const refuse = (message: string, offset: number): Diagnostic => {
    return { code: 'schema-syntax', severity: 'error', message, at: placeOfOffset(file, text, offset) }
  }
  if (scan.kind === 'broken') return refuse(`${file} is not valid JSON: ${scan.reason}`, scan.offset)
  const value = JSON.parse(strict.text) as JsonValue // JSON.parse gives nothing else
  return isJsonObject(value) ? value : refuse(`${file} holds no schema: it is no JSON object`, 0)
}

/** A schema has no severity of its own that is `error`. */
function isDiagnostic(parsed: JsonObject | Diagnostic): parsed is Diagnostic {
  return parsed.severity === 'error' && 'code' in parsed
}
