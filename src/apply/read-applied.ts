import {
  type Epoch,
  type IndexedKey,
  type JsonValue,
  type Live,
  ledgerKey,
  type Store,
  type Template,
  type ToolKeys,
} from '../model/index.ts'
import {
  decodeIndexShard,
  decodeLedgerEntry,
  decodeManifest,
  decodePart,
  type Manifest,
  ToolDataError,
} from '../records/index.ts'
import { readBlobs, readKeys } from './history/read-blobs.ts'
import { readLedgerEntry } from './tool-ledger.ts'

/** A store as of one revision. */
export interface ReadAt {
  readonly store: Store
  readonly revision: number
}

/** What the newest ledger entry names: the index and the withdrawn values. */
export async function readApplied(
  { store, revision }: ReadAt,
  keys: ToolKeys,
  epoch: Epoch,
): Promise<Pick<Live, 'index' | 'manifest' | 'suppressed' | 'managedPrefixes' | 'protection'>> {
  const entry = await readLedgerEntry(store, keys, { seq: epoch.seq, revision })
  if (entry === undefined) throw new ToolDataError(`${ledgerKey(keys, epoch.seq)} is missing`)
  const name = entry.manifest
  if (name === undefined) return { index: new Map() }
  const manifest = await readManifest(store, keys, name)
  const index = await withRevisions(store, keys, await readIndex(store, keys, manifest))
  const { suppressed, managedPrefixes, protection } = manifest
  return { index, manifest: name, suppressed, managedPrefixes, protection }
}

/** The manifest of this name. Throws when it is not there: the newest one is never trimmed. */
export async function readManifest(store: Store, keys: ToolKeys, name: string): Promise<Manifest> {
  const value = (await readBlobs(store, keys, [name])).get(name)
  if (value === undefined) throw new ToolDataError(`${keys.blob}${name} is missing`)
  return decodeManifest(value)
}

/** The managed keys that a manifest names, sorted. */
export async function readIndex(
  store: Store,
  keys: ToolKeys,
  manifest: Manifest,
): Promise<Map<string, IndexedKey>> {
  const names = Object.values(manifest.shards)
  const shards = await readBlobs(store, keys, names)
  const entries = names.flatMap((name) => {
    const shard = shards.get(name)
    if (shard === undefined) throw new ToolDataError(`${keys.blob}${name} is missing`)
    return decodeIndexShard(shard)
  })
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Entries of the ledger that one read asks for. */
const entriesAtOnce = 100

/** The index with the revisions of keys with secrets: those of the ledger entries that were written with them. */
async function withRevisions(
  store: Store,
  keys: ToolKeys,
  index: ReadonlyMap<string, IndexedKey>,
): Promise<Map<string, IndexedKey>> {
  const seqs = new Set([...index.values()].flatMap(({ secrets }) => secrets?.seq ?? []))
  const revisions = new Map<number, number | undefined>()
  if (seqs.size === 0) return new Map(index)
  const names = [...seqs].map((seq) => ledgerKey(keys, seq))
  for (let start = 0; start < names.length; start += entriesAtOnce) {
    for (const kv of await readKeys(store, names.slice(start, start + entriesAtOnce))) {
      const { seq, revision } = decodeLedgerEntry(kv)
      revisions.set(seq, revision)
    }
  }
  return new Map(
    [...index].map(([key, indexed]): [string, IndexedKey] => {
      const { treatment, seq } = indexed.secrets ?? {}
      if (treatment === undefined || seq === undefined) return [key, indexed]
      const revision = revisions.get(seq)
      return [key, { ...indexed, secrets: { treatment, ...(revision !== undefined && { revision }) } }]
    }),
  )
}

/** What the last apply left of the keys with secrets. */
export async function readTemplates(
  store: Store,
  keys: ToolKeys,
  index: ReadonlyMap<string, IndexedKey>,
): Promise<Map<string, Template>> {
  const secretive = [...index].filter(([, { secrets }]) => secrets !== undefined)
  const names = new Set(secretive.flatMap(([, { part }]) => part ?? []))
  const parts = await readBlobs(store, keys, [...names])
  const templates = new Map<string, Template>()
  for (const [key, { part = '' }] of secretive) {
    const change = decodePart(parts.get(part) ?? []).find((each) => each.key === key)
    if (change?.after === undefined || change.secrets === undefined) continue
    const value = JSON.parse(change.after) as JsonValue // canonical JSON, as its part's hash shows
    templates.set(key, { value, secrets: change.secrets })
  }
  return templates
}
