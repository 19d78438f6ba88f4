import { loadFormats, writeDocument } from '../formats/index.ts'
import {
  type AuthoredDocument,
  canonicalJson,
  type DesiredEntry,
  type DocumentSecret,
  encodeBytes,
  extendProvenance,
  findNonJson,
  type JsonValue,
  lazyProvenance,
  type Origin,
  type Provenance,
  sha256,
} from '../model/index.ts'
import {
  type Completion,
  checkValue,
  findPrivateKeys,
  placeInSchema,
  type Schema,
  type SchemaFinding,
} from '../schema/index.ts'
import { withPlaceholders } from './secrets/index.ts'

/** One document after defaults and validation. */
export interface CompiledDocument {
  readonly authored: AuthoredDocument
  /** Absent where the workspace has no schema of that name. */
  readonly schema?: Schema
  /** Full key, with the environment's prefix. */
  readonly key: string
  readonly value: JsonValue
  /** Of what the author wrote and of what the schema's defaults filled in. */
  readonly provenance: Provenance
  readonly findings: readonly SchemaFinding[]
}

type Completed = Pick<CompiledDocument, 'value' | 'provenance' | 'findings'>

/** A document that stands in several environments is one value: completed and validated once. */
const completed = new WeakMap<Provenance, Known>()

interface Known {
  readonly value: JsonValue
  readonly schema: Schema
  readonly outcome: Promise<Completed>
}

/** Completes and validates one document. Without a schema there is nothing to say of it. */
export async function compileDocument(
  authored: AuthoredDocument,
  { prefix, schema }: { readonly prefix: string; readonly schema: Schema | undefined },
): Promise<CompiledDocument> {
  await loadFormats([authored.format])
  const base = { authored, key: prefix + authored.key }
  if (schema === undefined) {
    const { value, provenance } = authored
    const nonJson = findingsOfNonJson(value)
    const findings = nonJson.length > 0 ? nonJson : findPrivateKeys(value)
    return withFormat({ ...base, value, provenance, findings })
  }
  const earlier = completed.get(authored.provenance)
  const isKnown = earlier !== undefined && earlier.schema === schema && earlier.value === authored.value
  const outcome = isKnown ? earlier.outcome : completeDocument(authored, schema)
  completed.set(authored.provenance, { value: authored.value, schema, outcome })
  return withFormat({ ...base, schema, ...(await outcome) })
}

async function completeDocument({ value, provenance }: AuthoredDocument, schema: Schema): Promise<Completed> {
  const nonJson = findingsOfNonJson(value)
  if (nonJson.length > 0) return { value, provenance, findings: nonJson }
  const completion = await checkValue(schema, value)
  return {
    value: completion.value,
    provenance: completedProvenance(schema, provenance, completion),
    findings: completion.findings,
  }
}

function findingsOfNonJson(value: JsonValue): SchemaFinding[] {
  return findNonJson(value).map(({ pointer, reason }) => {
    const message = `${pointer === '' ? 'the document' : pointer} is ${reason}, which JSON cannot carry`
    return { code: 'not-json', pointer, schemaPointer: '', message }
  })
}

/** The entry that a document without findings becomes. */
export function entryOf(
  { authored, key, value }: CompiledDocument,
  secrets: readonly DocumentSecret[],
): DesiredEntry {
  const { component, node, schema, format, initial } = authored
  const text = canonicalJson(value)
  const entry = {
    key,
    component,
    ...(node !== undefined && { node }),
    schema,
    value,
    text,
    ...(initial && { initial }),
  }
  if (secrets.length > 0)
    return { ...entry, ...(format !== undefined && { format }), sha256: sha256(text), secrets }
  if (format === undefined) return { ...entry, sha256: sha256(text) }
  const written = writeDocument(value, format)
  if ('problem' in written) throw new Error(`${key} was compiled without findings: ${written.problem}`)
  return { ...entry, format, bytes: encodeBytes(written.bytes), sha256: sha256(written.bytes) }
}

/** With what the format of a document cannot carry of it, where nothing else is wrong. */
function withFormat(document: CompiledDocument): CompiledDocument {
  const { value, findings, authored, schema } = document
  if (authored.format === undefined || findings.length > 0) return document
  const written = writeDocument(withPlaceholders(value, schema, authored.format), authored.format)
  if ('bytes' in written) return document
  const { pointer, problem: message } = written
  const help = 'write another value, or choose a format that can carry it: json and yaml carry all'
  return { ...document, findings: [{ code: 'not-writable', pointer, schemaPointer: '', message, help }] }
}

function completedProvenance(schema: Schema, authored: Provenance, { defaulted }: Completion): Provenance {
  if (defaulted.length === 0) return authored
  const defaults = lazyProvenance(() => {
    const origins = defaulted.map(({ pointer, schemaPointer }): [string, Origin] => {
      return [pointer, { kind: 'default', at: placeInSchema(schema, schemaPointer) }]
    })
    return new Map(origins)
  })
  return extendProvenance(authored, defaults)
}
