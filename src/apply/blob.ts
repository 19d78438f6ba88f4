import { gunzipSync, gzipSync } from 'node:zlib'
import { canonicalJson, type JsonValue, sha256, type ToolKeys } from '../model/index.ts'

/** Most bytes of one blob, compressed. */
export const blobBytesLimit = 512 * 1024

/** Most bytes that a blob may unfold to; a damaged or hostile one must not fill the memory. */
const unfoldedBytesLimit = 64 * 1024 * 1024

/** An immutable value of the tool, stored under the sha256 of its contents before compression. */
export interface Blob {
  readonly sha256: string
  readonly bytes: Uint8Array
}

/** A JSON value as a blob. Its name depends on the value alone, not on the compressor. */
export function encodeBlob(value: JsonValue): Blob {
  const text = canonicalJson(value)
  return { sha256: sha256(text), bytes: gzipSync(text) }
}

/** The JSON value in a blob. Throws when the bytes are damaged or are not those that `name` names. */
export function decodeBlob(name: string, bytes: Uint8Array): JsonValue {
  const text = gunzipSync(bytes, { maxOutputLength: unfoldedBytesLimit })
  if (sha256(text) !== name) throw new Error(`blob ${name} holds other contents`)
  return JSON.parse(text.toString('utf8')) as JsonValue // written by encodeBlob, as its hash shows
}

/** The key of a blob. */
export function blobKey(keys: ToolKeys, name: string): string {
  return `${keys.blob}${name}`
}
