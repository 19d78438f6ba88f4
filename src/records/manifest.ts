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
  return value as unknown as Manifest // its names are looked up as they are
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
  const parts = placesOf(entries, ({ part }) => [part])
  const statements = placesOf(entries, statementsOf)
  const keys: { [key: string]: JsonValue } = {}
  for (const [key, indexed] of entries) {
    const { sha256, component, part, schema, format, secrets, signed, signedBefore: before } = indexed
    const place = part === undefined ? -1 : (parts.get(part) as number)
    const kind = {
      ...(format !== undefined && { format }),
      ...(schema !== undefined && { schema }),
      ...(secrets !== undefined && { secrets: { ...secrets } }),
      ...(signed !== undefined && { signed: statements.get(signed) as number }),
      ...(before !== undefined && {
        signedBefore: [statements.get(before.statement) as number, before.sha256],
      }),
    }
    keys[key] = [sha256, component, place, ...(Object.keys(kind).length > 0 ? [kind] : [])]
  }
  const named = statements.size > 0 && { statements: [...statements.keys()] }
  return encodeBlob({ keys, parts: [...parts.keys()], ...named })
}

/** Each name once, sorted, with its place, by which rows name it. */
function placesOf(
  entries: readonly (readonly [string, IndexedKey])[],
  namesOf: (indexed: IndexedKey) => readonly (string | undefined)[],
): Map<string, number> {
  const names = new Set<string>()
  for (const [, indexed] of entries)
    for (const name of namesOf(indexed)) if (name !== undefined) names.add(name)
  return new Map([...names].sort().map((name, place) => [name, place]))
}

function statementsOf({ signed, signedBefore }: IndexedKey): (string | undefined)[] {
  return [signed, signedBefore?.statement]
}

/** The hex digits that name a key's shard in an index of so many. */
export function shardOfKey(key: string, digits: number): string {
  return sha256(key).slice(0, digits)
}

/** The keys in one shard. */
export function decodeIndexShard(value: JsonValue): [string, IndexedKey][] {
  const { parts, keys, statements = [] } = isJsonObject(value) ? value : {}
  if (!Array.isArray(parts) || !isJsonObject(keys) || !Array.isArray(statements))
    throw damaged('a shard of the index')
  return Object.entries(keys).map(([key, row]) => {
    if (!isRow(row)) throw damaged('a shard of the index')
    const [hash, component, place, { signed, signedBefore, ...kind } = {}] = row
    const names = { part: parts[place], signed: signed === undefined ? undefined : statements[signed] }
    const before = signedBefore && { statement: statements[signedBefore[0]], sha256: signedBefore[1] }
    return [
      key,
      {
        ...{ sha256: hash, component, ...kind },
        ...(typeof names.part === 'string' && { part: names.part }),
        ...(typeof names.signed === 'string' && { signed: names.signed }),
        ...(typeof before?.statement === 'string' && {
          signedBefore: { ...before, statement: before.statement },
        }),
      },
    ]
  })
}

/** A key in its shard: names of blobs are places in the shard's lists. */
type Row = readonly [
  sha256: string,
  component: string,
  part: number,
  kind?: DocumentKind &
    Pick<IndexedKey, 'secrets'> & {
      readonly signed?: number
      readonly signedBefore?: readonly [number, string]
    },
]

/** Enough to look at it: whoever may write to the store may have written it, and named it by its hash. */
function isRow(row: JsonValue): row is JsonValue & Row {
  if (!Array.isArray(row)) return false
  const [, , , kind = {}] = row
  return (
    isJsonObject(kind) &&
    [kind.secrets, kind.signedBefore].every((each) => typeof each !== 'object' || each !== null)
  )
}

/** The blobs that a shard needs: the bytes of its keys, and what was signed of them. */
export function namedByShard(value: JsonValue): readonly string[] {
  return decodeIndexShard(value).flatMap(([, indexed]) =>
    [indexed.part, ...statementsOf(indexed)].filter((name) => name !== undefined),
  )
}
