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
  const [cluster, { kvs: epochs, revision }] = await Promise.all([
    store.clusterId(),
    store.range({ key: keys.epoch }),
  ])
  const at = { store, revision }
  const epoch = epochs[0] === undefined ? undefined : decodeEpoch(epochs[0])
  // All as of the one revision, so that what does not depend on each other goes out together.
  const [owners, applied, others, pending, asked] = await Promise.all([
    store.range({ key: keys.owner, revision }),
    epoch === undefined ? refuseOldLayout(at, request.home) : readApplied(at, keys, epoch),
    readOthers(at, request.home),
    readPending(store, request.home, { revision }),
    readUnder(at, request.managedPrefixes ?? []),
  ])
  const [owner] = owners.kvs
  const { index = new Map<string, IndexedKey>(), managedPrefixes = [] } = applied ?? {}
  const [under, templates] = await Promise.all([
    request.managedPrefixes === undefined ? readUnder(at, managedPrefixes) : asked,
    readTemplates(store, keys, index),
  ])
  const prefixes = request.managedPrefixes ?? managedPrefixes
  const elsewhere = [...(request.keys ?? []), ...index.keys()].filter((key) => !isWithin(prefixes, key))
  const entries = await readElsewhere(at, elsewhere, under)
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
async function refuseOldLayout({ store, revision }: ReadAt, { prefix }: Home): Promise<undefined> {
  const root = toolRoot(prefix)
  const { count } = await store.range({ key: `${root}epoch`, revision, countOnly: true })
  if (count === 0) return undefined
  throw new ToolDataError(
    `${root}epoch is of an older appia, whose history is not read; once nobody needs it, remove it: etcdctl del ${root}epoch`,
  )
}

/** Everything under the prefixes. */
async function readUnder(at: ReadAt, prefixes: readonly string[]): Promise<Map<string, KeyValue>> {
  const pages = await Promise.all(outermost(prefixes).map((prefix) => readPrefix({ ...at, prefix })))
  const entries = new Map<string, KeyValue>()
  for (const { kvs } of pages) for (const kv of kvs) entries.set(kv.key, kv)
  return entries
}

/** Single keys that are asked for at once. */
const keysAtOnce = 32

/** Adds the keys that lie elsewhere. */
async function readElsewhere(
  { store, revision }: ReadAt,
  keys: readonly string[],
  entries: Map<string, KeyValue>,
): Promise<ReadonlyMap<string, KeyValue>> {
  const distinct = [...new Set(keys)]
  for (let start = 0; start < distinct.length; start += keysAtOnce) {
    const some = distinct.slice(start, start + keysAtOnce)
    const read = await Promise.all(some.map((key) => store.range({ key, revision })))
    for (const { kvs } of read) for (const kv of kvs) entries.set(kv.key, kv)
  }
  return entries
}

function isWithin(prefixes: readonly string[], key: string): boolean {
  return prefixes.some((prefix) => key.startsWith(prefix))
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
