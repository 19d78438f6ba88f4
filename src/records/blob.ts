import { promisify } from 'node:util'
import { gunzipSync, gzip } from 'node:zlib'
import { canonicalJson, type JsonValue, type KeyValue, sha256, type ToolKeys } from '../model/index.ts'
import { damaged } from './damaged.ts'

/** Most bytes of one blob, compressed. */
export const blobBytesLimit = 512 * 1024

/** Most bytes that a blob may unfold to; a damaged or hostile one must not fill the memory. */
const unfoldedBytesLimit = 64 * 1024 * 1024

/** An immutable value of the tool, stored under the sha256 of its contents before compression. */
export interface Blob {
  readonly sha256: string
  /** Canonical JSON. */
  readonly text: string
}

const compress = promisify(gzip)

/** A JSON value as a blob. Its name depends on the value alone, not on the compressor. */
export function encodeBlob(value: JsonValue): Blob {
  return encodeBlobText(canonicalJson(value))
}

/** The same of a value whose canonical JSON is there already. */
export function encodeBlobText(text: string): Blob {
  return { sha256: sha256(text), text }
}

/** The bytes that stand under a blob's name; compressed beside whatever else is done. */
export async function compressBlob({ text }: Blob): Promise<Uint8Array> {
  return await compress(text)
}

/** The JSON value in a blob. Throws `ToolDataError` when the bytes are damaged or are not those that the key names. */
export function decodeBlob({ key, value }: Pick<KeyValue, 'key' | 'value'>): JsonValue {
  const text = unfold(value)
  if (text === undefined || sha256(text) !== key.slice(key.lastIndexOf('/') + 1)) throw damaged(key)
  try {
    return JSON.parse(text.toString('utf8')) as JsonValue // JSON.parse gives nothing else
  } catch {
    throw damaged(key) // somebody else's: names fit whatever they are made of
  }
}

function unfold(bytes: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: unfoldedBytesLimit })
  } catch {
    return undefined // not gzip, or cut short
  }
}

/** The key of a blob. */
export function blobKey(keys: ToolKeys, name: string): string {
  return `${keys.blob}${name}`
}
