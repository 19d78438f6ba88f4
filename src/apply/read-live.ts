import {
  canonicalJson,
  decodeBytes,
  type Home,
  type IndexedKey,
  type KeyValue,
  type Live,
  type Store,
  StoreError,
  sha256,
  type Template,
  type ToolKeys,
  toolKeys,
  toolRoot,
} from '../model/index.ts'
import { decodeEpoch, decodeOwner, decodePart, ToolDataError } from '../records/index.ts'
import { readBlobs } from './history/read-blobs.ts'
import { readOthers } from './owners/read-others.ts'
import { readPending } from './pending/read-pending.ts'
import { type ReadAt, readApplied, readTemplates } from './read-applied.ts'
import { readPrefix } from './read-pages.ts'

/** What to read: the managed prefixes whole, and single keys that lie elsewhere. */
export interface LiveRequest {
  readonly home: Home
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
  const keys = toolKeys(request.home)
  const cluster = await store.clusterId()
  const { kvs: epochs, revision } = await store.range({ key: keys.epoch })
  const at = { store, revision }
  const [owner] = (await store.range({ key: keys.owner, revision })).kvs
  const epoch = epochs[0] === undefined ? undefined : decodeEpoch(epochs[0])
  if (epoch === undefined) await refuseOldLayout(at, request.home)
  const applied = epoch === undefined ? undefined : await readApplied(at, keys, epoch)
  const others = await readOthers(at, request.home)
  const pending = await readPending(store, request.home, { revision })
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
    ...(pending && { pending }),
    ...others,
    ...(epoch === undefined
      ? { index }
      : { epoch, ...applied, index, lastApplied, ...(templates.size > 0 && { templates }) }),
  }
}

/** Before workspaces shared a prefix, the one that had it kept its records where each has a folder now. */
async function refuseOldLayout({ store, revision }: ReadAt, { prefix }: Home): Promise<void> {
  const root = toolRoot(prefix)
  const { count } = await store.range({ key: `${root}epoch`, revision, countOnly: true })
  if (count === 0) return
  throw new ToolDataError(
    `${root}epoch is of an older appia, whose history is not read; once nobody needs it, remove it: etcdctl del ${root}epoch`,
  )
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
