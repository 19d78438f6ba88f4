import { gunzipSync, gzipSync } from 'node:zlib'
import {
  type CollectionDocument,
  canonicalJson,
  type GenerationPointer,
  type GenerationShards,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  sha256,
} from '../model/index.ts'

/** Reads a pointer; undefined for anything else. */
export function parsePointer(value: JsonValue | undefined): GenerationPointer | undefined {
  if (!isJsonObject(value) || typeof value.generation !== 'string') return undefined
  const { generation, keys, bytes } = value
  return typeof keys === 'number' && typeof bytes === 'number' ? { generation, keys, bytes } : undefined
}

/** Reads the bytes of a pointer; undefined for anything else. */
export function decodeGenerationPointer(bytes: Uint8Array | undefined): GenerationPointer | undefined {
  try {
    return bytes && parsePointer(JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue)
  } catch {
    return undefined // not JSON: somebody else's
  }
}

/** The digits that choose a document's shard, where shards are chosen by so many. */
export function shardDigits(name: string, count: number): string {
  return sha256(name).slice(0, count)
}

/** How many digits choose a shard of a generation. */
export function digitsOf(shards: GenerationShards): number {
  return Object.keys(shards)[0]?.length ?? 0
}

/** The name of a generation, and the text that stands under it. */
export function encodeGeneration(shards: GenerationShards): {
  readonly generation: string
  readonly text: string
} {
  const text = canonicalJson(shards)
  return { generation: sha256(text), text }
}

/** A shard's text: canonical JSON of its documents by name. */
export function encodeDocuments(documents: readonly CollectionDocument[]): string {
  const sorted = [...documents].sort((a, b) => (a.name < b.name ? -1 : 1))
  return `{${sorted.map(({ name, text }) => `${JSON.stringify(name)}:${text}`).join(',')}}`
}

/** What a shard may unfold to; a damaged or hostile one must not fill the memory. */
const unfoldedBytesLimit = 64 * 1024 * 1024

/** The bytes that stand under a shard's name. */
export function compressShard(text: string): Uint8Array {
  return gzipSync(text)
}

/** The documents in a shard, by name; undefined where the bytes are not those that `shard` names. */
export function decodeShard(shard: string, bytes: Uint8Array): JsonObject | undefined {
  const text = unfold(bytes)
  if (text === undefined || sha256(text) !== shard) return undefined
  return JSON.parse(text.toString('utf8')) as JsonObject // made by `encodeDocuments`, as its hash shows
}

/** The shards that a generation names; undefined where the bytes are not those of the generation. */
export function decodeGeneration(generation: string, bytes: Uint8Array): GenerationShards | undefined {
  if (sha256(bytes) !== generation) return undefined
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as GenerationShards // made by `encodeGeneration`
}

function unfold(bytes: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: unfoldedBytesLimit })
  } catch {
    return undefined // damaged, as the caller says
  }
}
