import {
  type Home,
  type KeyValue,
  kindOf,
  type Live,
  type ManagedKey,
  type Store,
  toolKeys,
} from '../model/index.ts'
import { decodeEpoch, decodeManifest } from '../records/index.ts'
import type { ManagedState } from './history/read-applied-state.ts'
import { readBlobs } from './history/read-blobs.ts'
import { readIndex, readTemplates } from './read-applied.ts'
import { readPrefix } from './read-pages.ts'
import { readLedgerEntry } from './tool-ledger.ts'

/** Which state of the store is meant. */
export interface StateRequest {
  readonly home: Home
  /** Read whole; managed keys elsewhere one by one. */
  readonly managedPrefixes: readonly string[]
  readonly revision: number
}

/**
 * What the keys that were managed at a revision held then, with what was edited outside; keys that nobody managed are
 * left out. Undefined where it is not known any more which were managed. Rejects with `StoreError`: `compacted`,
 * `future-revision`.
 */
export async function readStateAt(
  store: Store,
  { home, managedPrefixes, revision }: StateRequest,
): Promise<ManagedState | undefined> {
  const managed = await managedAt(store, home, revision)
  if (managed === undefined) return undefined
  const templates = await readTemplates(store, toolKeys(home), managed)
  const state = new Map<string, ManagedKey>()
  const add = ({ key, value }: KeyValue) => {
    const indexed = managed.get(key)
    if (indexed === undefined) return
    const { component } = indexed
    const template = templates.get(key)
    state.set(key, { component, ...kindOf(indexed), bytes: value, ...(template && { template }) })
  }
  for (const each of managedPrefixes) {
    for (const kv of (await readPrefix({ store, prefix: each, revision })).kvs) add(kv)
  }
  for (const key of managed.keys()) {
    if (managedPrefixes.some((each) => key.startsWith(each))) continue
    for (const kv of (await store.range({ key, revision })).kvs) add(kv)
  }
  return state
}

async function managedAt(store: Store, home: Home, revision: number): Promise<Live['index'] | undefined> {
  const keys = toolKeys(home)
  const [epoch] = (await store.range({ key: keys.epoch, revision })).kvs
  if (epoch === undefined) return new Map()
  const entry = await readLedgerEntry(store, keys, { seq: decodeEpoch(epoch).seq, revision })
  const name = entry?.manifest
  if (name === undefined) return entry === undefined ? undefined : new Map()
  const manifest = (await readBlobs(store, keys, [name])).get(name)
  if (manifest === undefined) return undefined
  return await readIndex(store, keys, decodeManifest(manifest))
}
