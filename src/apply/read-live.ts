import {
  canonicalJson,
  decodeBytes,
  type Epoch,
  type IndexedKey,
  type JsonValue,
  type KeyValue,
  type Live,
  ledgerKey,
  type Store,
  StoreError,
  sha256,
  type Template,
  type ToolKeys,
  toolKeys,
} from '../model/index.ts'
import {
  decodeEpoch,
  decodeIndexShard,
  decodeManifest,
  decodeOwner,
  decodePart,
  type Manifest,
  ToolDataError,
} from '../records/index.ts'
import { readBlobs } from './history/read-blobs.ts'
import { readPrefix } from './read-pages.ts'
import { readLedgerEntry } from './tool-ledger.ts'

/** What to read: the managed prefixes whole, and single keys that lie elsewhere. */
export interface LiveRequest {
  /** Of the environment: '' or '/site-a'. */
  readonly prefix: string
  /** Absent: those of the newest apply. */
  readonly managedPrefixes?: readonly string[]
  readonly keys?: readonly string[]
}

/**
 * Live state, everything as of one revision, in pages that fit any number of keys. Rejects with `StoreError`, or
 * with `ToolDataError` when somebody wrote over the tool's own keys.
 */
export async function readLive(store: Store, request: LiveRequest): Promise<Live> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(store, request)
    } catch (error) {
      // compacted between two pages, or trimmed between entry and blob: a newer revision is as good
      const isOvertaken =
        error instanceof ToolDataError || (error instanceof StoreError && error.code === 'compacted')
      if (!isOvertaken || attempt === 3) throw error
    }
  }
}

async function readOnce(store: Store, request: LiveRequest): Promise<Live> {
  const keys = toolKeys(request.prefix)
  const cluster = await store.clusterId()
  const { kvs: epochs, revision } = await store.range({ key: keys.epoch })
  const at = { store, revision }
  const [owner] = (await store.range({ key: keys.owner, revision })).kvs
  const epoch = epochs[0] === undefined ? undefined : decodeEpoch(epochs[0])
  const applied = epoch === undefined ? undefined : await readApplied(at, keys, epoch)
  const { index = new Map<string, IndexedKey>(), managedPrefixes = [] } = applied ?? {}
  const prefixes = request.managedPrefixes ?? managedPrefixes
  const entries = await readEntries(at, prefixes, [...(request.keys ?? []), ...index.keys()])
  const templates = await readTemplates(store, keys, index)
  const drifted = await readDrifted(store, keys, { index, entries })
  const lastApplied = new Map([...drifted, ...textsOf(templates)])
  return {
    cluster,
    revision,
    entries,
    ...(owner === undefined ? {} : { owner: decodeOwner(owner) }),
    ...(epoch === undefined
      ? { index }
      : { epoch, ...applied, index, lastApplied, ...(templates.size > 0 && { templates }) }),
  }
}

/** Everything under the prefixes, and the keys that lie elsewhere. */
async function readEntries(
  at: { readonly store: Store; readonly revision: number },
  prefixes: readonly string[],
  keys: readonly string[],
): Promise<Map<string, KeyValue>> {
  const entries = new Map<string, KeyValue>()
  for (const prefix of outermost(prefixes)) {
    for (const kv of (await readPrefix({ ...at, prefix })).kvs) entries.set(kv.key, kv)
  }
  const elsewhere = [...new Set(keys)].filter((key) => !prefixes.some((prefix) => key.startsWith(prefix)))
  for (const key of elsewhere) {
    for (const kv of (await at.store.range({ key, revision: at.revision })).kvs) entries.set(key, kv)
  }
  return entries
}

/** What the newest ledger entry names: the index and the withdrawn values. */
async function readApplied(
  { store, revision }: { readonly store: Store; readonly revision: number },
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

/** The index with the revisions of keys with secrets: those of the ledger entries that were written with them. */
async function withRevisions(
  store: Store,
  keys: ToolKeys,
  index: ReadonlyMap<string, IndexedKey>,
): Promise<Map<string, IndexedKey>> {
  const seqs = new Set([...index.values()].flatMap(({ secrets }) => secrets?.seq ?? []))
  const revisions = new Map<number, number | undefined>()
  for (const seq of seqs) revisions.set(seq, (await readLedgerEntry(store, keys, { seq }))?.revision)
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

function textsOf(templates: ReadonlyMap<string, Template>): [string, string][] {
  return [...templates].map(([key, { value }]) => [key, canonicalJson(value)])
}

async function readDrifted(
  store: Store,
  keys: ToolKeys,
  { index, entries }: { index: ReadonlyMap<string, IndexedKey>; entries: ReadonlyMap<string, KeyValue> },
): Promise<Map<string, string>> {
  const drifted = [...index].filter(([key, { sha256: applied, secrets }]) => {
    if (secrets !== undefined) return false
    const live = entries.get(key)
    return live === undefined || sha256(live.value) !== applied
  })
  const parts = await readBlobs(
    store,
    keys,
    drifted.flatMap(([, { part }]) => (part === undefined ? [] : [part])),
  )
  const texts = new Map<string, string>()
  for (const [key, { part, sha256: applied }] of drifted) {
    const blob = part === undefined ? undefined : parts.get(part)
    const after =
      blob === undefined ? undefined : decodePart(blob).find((change) => change.key === key)?.after
    if (after !== undefined && sha256(decodeBytes(after)) === applied) texts.set(key, after)
  }
  return texts
}

/** Prefixes that no other one contains. */
function outermost(prefixes: readonly string[]): string[] {
  return [...new Set(prefixes)]
    .filter((prefix) => !prefixes.some((other) => other !== prefix && prefix.startsWith(other)))
    .sort()
}
