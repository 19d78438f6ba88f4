import {
  type DocumentKind,
  type IndexedKey,
  isJsonObject,
  type JsonValue,
  type Protection,
  type SuppressedLeaf,
  sha256,
} from '../model/index.ts'
import { type Blob, encodeBlob } from './blob.ts'
import { damaged } from './damaged.ts'

/** What a ledger entry stands for: the index of managed keys after it, its changes, and the withdrawn values. */
export interface Manifest {
  /** Hex digits of sha256(key) that choose a key's shard. */
  readonly digits: number
  /** Shards of the index by those digits: names of blobs. */
  readonly shards: { readonly [digits: string]: string }
  /** Blobs with the bytes before and after of the keys that this apply changed. */
  readonly parts: readonly string[]
  readonly suppressed: readonly SuppressedLeaf[]
  /** As the plan had them, for who looks without the sources. */
  readonly managedPrefixes: readonly string[]
  /** What the environment asks of the next plan, for who applies without the sources. */
  readonly protection: Protection
}

/** The manifest as a blob. */
export function encodeManifest(manifest: Manifest): Blob {
  const { digits, shards, parts, suppressed, managedPrefixes, protection } = manifest
  return encodeBlob({
    digits,
    shards,
    parts,
    suppressed: suppressed.map(({ key, pointer, sha256 }) => ({ key, pointer, sha256 })),
    managedPrefixes: [...managedPrefixes],
    protection: { isProtected: protection.isProtected, signers: [...protection.signers] },
  })
}

/** Reads what `encodeManifest` wrote. */
export function decodeManifest(value: JsonValue): Manifest {
  if (!isJsonObject(value) || !isJsonObject(value.shards) || !Array.isArray(value.parts))
    throw damaged('a manifest')
  return value as unknown as Manifest // named by its hash, which only encodeManifest makes
}

/** The blobs that a manifest needs. */
export function namedByManifest({ shards, parts }: Manifest): {
  readonly shards: readonly string[]
  readonly parts: readonly string[]
} {
  return { shards: Object.values(shards), parts }
}

/** The index of managed keys as blobs: one for a small one, 16 or 256 for a large one, so that little is rewritten. */
export function encodeIndex(index: ReadonlyMap<string, IndexedKey>): {
  readonly digits: number
  readonly shards: ReadonlyMap<string, Blob>
} {
  const digits = index.size <= 200 ? 0 : index.size <= 50_000 ? 1 : 2
  const members = new Map<string, [string, IndexedKey][]>()
  for (const [key, indexed] of index) {
    const shard = shardOfKey(key, digits)
    const entries = members.get(shard)
    if (entries === undefined) members.set(shard, [[key, indexed]])
    else entries.push([key, indexed])
  }
  return {
    digits,
    shards: new Map([...members].map(([shard, entries]) => [shard, encodeIndexShard(entries)])),
  }
}

function encodeIndexShard(entries: readonly (readonly [string, IndexedKey])[]): Blob {
  const parts = [...new Set(entries.flatMap(([, { part }]) => (part === undefined ? [] : [part])))].sort()
  const places = new Map(parts.map((part, place) => [part, place]))
  const keys: { [key: string]: JsonValue } = {}
  for (const [key, { sha256, component, part, schema, format, secrets }] of entries) {
    const place = part === undefined ? -1 : (places.get(part) as number)
    const kind = {
      ...(format !== undefined && { format }),
      ...(schema !== undefined && { schema }),
      ...(secrets !== undefined && { secrets: { ...secrets } }),
    }
    keys[key] = [sha256, component, place, ...(Object.keys(kind).length > 0 ? [kind] : [])]
  }
  return encodeBlob({ keys, parts })
}

/** The hex digits that name a key's shard in an index of so many. */
export function shardOfKey(key: string, digits: number): string {
  return sha256(key).slice(0, digits)
}

/** The keys in one shard. */
export function decodeIndexShard(value: JsonValue): [string, IndexedKey][] {
  const { parts, keys } = isJsonObject(value) ? value : {}
  if (!Array.isArray(parts) || !isJsonObject(keys)) throw damaged('a shard of the index')
  return Object.entries(keys).map(([key, row]) => {
    const [hash, component, place, kind] = row as [
      string,
      string,
      number,
      (DocumentKind & Pick<IndexedKey, 'secrets'>)?,
    ] // named by its hash, as encodeIndexShard wrote it
    const part = parts[place] as string | undefined
    return [key, { sha256: hash, component, ...(part === undefined ? {} : { part }), ...kind }]
  })
}

/** The blobs that a shard needs: the bytes of its keys. */
export function namedByShard(value: JsonValue): readonly string[] {
  return decodeIndexShard(value).flatMap(([, { part }]) => part ?? [])
}
