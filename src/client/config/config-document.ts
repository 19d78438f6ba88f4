import { configKey, type JsonValue, type KeyValue, sha256 } from '../../model/index.ts'
import { type Schema, validateValue } from '../../schema/index.ts'

/** A configuration document that is JSON and suits its schema, with its bytes as `text` and their SHA-256 in hex. */
export interface ConfigDocument {
  readonly key: string
  readonly text: string
  readonly sha256: string
  readonly value: JsonValue
  /** mod_revision of the key. */
  readonly revision: number
}

/** Why a document is not used. Never holds a value: a document may carry a secret. */
export interface ConfigProblem {
  readonly key: string
  readonly kind: 'invalid' | 'missing'
  /** mod_revision of the document; of one that is missing, the store's when that was seen. */
  readonly revision: number
  /** Codes and places in the document. */
  readonly messages: readonly string[]
}

/** The key that counts for a component on a node: its own document where there is one. */
export function chooseDocument(
  kvs: ReadonlyMap<string, KeyValue>,
  { prefix, component, node }: { prefix: string; component: string; node: string },
): KeyValue | undefined {
  return kvs.get(prefix + configKey(component, node)) ?? kvs.get(prefix + configKey(component))
}

/** Parses and validates one document. */
export async function readDocument(
  kv: KeyValue,
  schema: Schema | undefined,
): Promise<ConfigDocument | ConfigProblem> {
  const text = Buffer.from(kv.value).toString('utf8')
  const { key, modRevision: revision } = kv
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch {
    return { kind: 'invalid', key, revision, messages: ['the document is not JSON'] }
  }
  const findings = schema === undefined ? [] : await validateValue(schema, value)
  if (findings.length > 0) {
    const messages = findings.map(({ code, pointer }) => `${code} at ${pointer || 'the document'}`)
    return { kind: 'invalid', key, revision, messages }
  }
  return { key, text, sha256: sha256(text), value, revision }
}
