import { gunzipSync, gzipSync } from 'node:zlib'
import { canonicalJson } from './canonical.ts'
import { sha256 } from './hash.ts'
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts'
import { toolKeys } from './keys.ts'
import type { Place } from './provenance.ts'

/** Many documents of one schema under one prefix, each a line of a file, delivered as a generation. */
export interface AuthoredCollection {
  /** Without the environment's prefix; ends with '/': `/config/firewall/blocklist/`. */
  readonly prefix: string
  /** The component that reads it. */
  readonly component: string
  readonly schema: string
  /** JSON Lines, relative to the workspace: `configs/feeds/blocklist.jsonl`. */
  readonly file: string
  /** Where it is declared. */
  readonly at?: Place
}

/** A collection as an environment should hold it. */
export interface DesiredCollection extends AuthoredCollection, GenerationPointer {
  /** Full prefix, with the environment's own. */
  readonly fullPrefix: string
  readonly shards: GenerationShards
}

/** What stands under `<collection>.generation`: the one generation that counts. */
export interface GenerationPointer {
  /** sha256 of the generation's canonical JSON: the same members give the same one. */
  readonly generation: string
  /** How many members it has, and the bytes of their names and values. */
  readonly keys: number
  readonly bytes: number
}

/** Names of a generation's shards by the hex digits of sha256(name) that choose a member's shard; '' for the only one. */
export type GenerationShards = { readonly [digits: string]: string }

/** One document of a collection. */
export interface Member {
  /** Below the collection's prefix. */
  readonly name: string
  /** Canonical JSON. */
  readonly text: string
}

/** Where the generations of a collection lie, under `<prefix>/appia/published/`; read by the client library alone. */
export interface PublishedKeys {
  readonly root: string
  /** Canonical JSON of `GenerationShards`, by the generation's name; written after all of its shards. */
  readonly generation: string
  /** Gzipped canonical JSON of members by name, by sha256 of what was compressed. */
  readonly shard: string
  /** Put by each sweep of old generations; an apply that publishes is guarded on it. */
  readonly swept: string
}

const pointerName = '.generation'

/** The key that names the generation of a collection; an ordinary managed key. */
export function pointerKey(fullPrefix: string): string {
  return `${fullPrefix}${pointerName}`
}

/** True for a key that names the generation of a collection. */
export function isPointerKey(key: string): boolean {
  return key.endsWith(`/${pointerName}`)
}

/** The collection whose pointer this is: its full prefix. */
export function prefixOfPointer(key: string): string {
  return key.slice(0, -pointerName.length)
}

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

/** The keys of a collection's generations; `fullPrefix` begins with the environment's prefix. */
export function publishedKeys(environmentPrefix: string, fullPrefix: string): PublishedKeys {
  const root = `${toolKeys(environmentPrefix).root}published${fullPrefix.slice(environmentPrefix.length)}`
  return { root, generation: `${root}generation/`, shard: `${root}shard/`, swept: `${root}swept` }
}

/** The digits that choose a member's shard, where shards are chosen by so many. */
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

/** A shard's text: canonical JSON of its members by name. */
export function encodeMembers(members: readonly Member[]): string {
  const sorted = [...members].sort((a, b) => (a.name < b.name ? -1 : 1))
  return `{${sorted.map(({ name, text }) => `${JSON.stringify(name)}:${text}`).join(',')}}`
}

/** What a shard may unfold to; a damaged or hostile one must not fill the memory. */
const unfoldedBytesLimit = 64 * 1024 * 1024

/** The bytes that stand under a shard's name. */
export function compressShard(text: string): Uint8Array {
  return gzipSync(text)
}

/** The members in a shard, by name; undefined where the bytes are not those that `shard` names. */
export function decodeShard(shard: string, bytes: Uint8Array): JsonObject | undefined {
  const text = unfold(bytes)
  if (text === undefined || sha256(text) !== shard) return undefined
  return JSON.parse(text.toString('utf8')) as JsonObject // made by `encodeMembers`, as its hash shows
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
