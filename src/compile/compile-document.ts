import {
  type AuthoredDocument,
  canonicalJson,
  type DesiredEntry,
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
  const base = { authored, key: prefix + authored.key }
  if (schema === undefined) {
    const { value, provenance } = authored
    const nonJson = findingsOfNonJson(value)
    return { ...base, value, provenance, findings: nonJson.length > 0 ? nonJson : findPrivateKeys(value) }
  }
  const earlier = completed.get(authored.provenance)
  const isKnown = earlier !== undefined && earlier.schema === schema && earlier.value === authored.value
  const outcome = isKnown ? earlier.outcome : completeDocument(authored, schema)
  completed.set(authored.provenance, { value: authored.value, schema, outcome })
  return { ...base, schema, ...(await outcome) }
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
export function entryOf({ authored, key, value }: CompiledDocument): DesiredEntry {
  const { component, node, schema } = authored
  const text = canonicalJson(value)
  return { key, component, ...(node !== undefined && { node }), schema, value, text, sha256: sha256(text) }
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
