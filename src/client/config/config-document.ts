import { loadFormats, readDocument as readBytes, unreadBytes, writeDocument } from '../../formats/index.ts'
import { type DocumentFormat, encodeBytes, type JsonValue, type KeyValue, sha256 } from '../../model/index.ts'
import type { Identity } from '../../rotation/index.ts'
import { type Schema, validateValue, writtenSchema } from '../../schema/index.ts'
import { documentKeys, type PlacedComponent } from './document-place.ts'
import { openSealed } from './open-sealed.ts'

/**
 * A configuration document that suits its schema, with its bytes in etcd as `text` (`base64:…` where they are not UTF-8)
 * and their SHA-256 in hex. What is sealed there for this member is plain in `value`.
 */
export interface ConfigDocument {
  readonly key: string
  readonly text: string
  readonly sha256: string
  readonly value: JsonValue
  /** As `text`, of the document with what was opened in it; absent where nothing is sealed. */
  readonly openedText?: string
  /** mod_revision of the key. */
  readonly revision: number
}

/** What documents are held against and opened with. */
export interface DocumentReading {
  readonly schema: Schema | undefined
  readonly format: DocumentFormat | undefined
  readonly identity: Identity | undefined
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
  placed: PlacedComponent,
): KeyValue | undefined {
  const { own, common } = documentKeys(placed)
  return kvs.get(own) ?? kvs.get(common)
}

/** Parses one document, opens what is sealed in it, and validates it. */
export async function readDocument(
  kv: KeyValue,
  { schema, format, identity }: DocumentReading,
): Promise<ConfigDocument | ConfigProblem> {
  const { key, modRevision: revision } = kv
  await loadFormats([format])
  const stored = readBytes(kv.value, format)
  if (stored === undefined) {
    const { problem = '' } = unreadBytes(kv.value, format) ?? {}
    return { kind: 'invalid', key, revision, messages: [`the document cannot be read: ${problem}`] }
  }
  const text = encodeBytes(kv.value)
  const open = await openSealed(stored, { schema, identity })
  if ('problems' in open) return { kind: 'invalid', key, revision, messages: open.problems }
  const { value, isOpened } = open
  const written = isOpened ? writeDocument(value, format) : undefined
  if (written !== undefined && 'problem' in written)
    return { kind: 'invalid', key, revision, messages: [`not-writable at ${written.pointer}`] }
  const findings = schema === undefined ? [] : await validateValue(writtenSchema(schema), value)
  if (findings.length > 0) {
    const messages = findings.map(({ code, pointer }) => `${code} at ${pointer || 'the document'}`)
    return { kind: 'invalid', key, revision, messages }
  }
  return {
    key,
    text,
    sha256: sha256(kv.value),
    value,
    revision,
    ...(written && { openedText: encodeBytes(written.bytes) }),
  }
}
