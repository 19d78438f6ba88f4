import {
  decodeBytes,
  type Home,
  type IndexedKey,
  isApply,
  type JsonValue,
  kindOf,
  type LedgerEntry,
  type ManagedKey,
  type Store,
  sha256,
  toolKeys,
} from '../../model/index.ts'
import {
  decodeIndexShard,
  decodeManifest,
  decodePart,
  type Manifest,
  shardOfKey,
} from '../../records/index.ts'
import { readBlobs } from './read-blobs.ts'
import { readHistory, readHistoryBefore } from './read-history.ts'

/** Applies whose manifests are read together: one answer's worth. */
const manifestsAtOnce = 16
const entriesAtOnce = 100

/**
 * The applies that are still known, newest first, and what they left in single keys. Reads as far back as it is asked,
 * manifests of many applies at a time, and no blobs but those that tell of the key.
 */
export interface AppliedHistory {
  readonly at: (place: number) => Promise<LedgerEntry | undefined>
  /** What the apply at a place left in a key; undefined where that is nothing, or was trimmed. */
  readonly after: (place: number, key: string) => Promise<ManagedKey | undefined>
  /** The place of the apply that did something to a key last, as of the apply at `place`; the oldest known, if none did. */
  readonly lastDoneTo: (place: number, key: string) => Promise<number>
}

/** The history of an environment, read as it is asked for. */
export function appliedHistory(store: Store, home: Home): AppliedHistory {
  const keys = toolKeys(home)
  const applies: LedgerEntry[] = []
  const manifests = new Map<string, Manifest | undefined>()
  let next: number | 'newest' | 'none' = 'newest'
  let shard: { readonly name: string; readonly keys: ReadonlyMap<string, IndexedKey> } | undefined

  async function at(place: number): Promise<LedgerEntry | undefined> {
    while (applies.length <= place && next !== 'none') {
      const entries: LedgerEntry[] =
        next === 'newest'
          ? await readHistory(store, home, entriesAtOnce)
          : await readHistoryBefore(store, home, next)
      applies.push(...entries.filter(isApply))
      next = entries.at(-1)?.seq ?? 'none'
    }
    return applies[place]
  }

  async function manifestOf(place: number): Promise<Manifest | undefined> {
    const name = (await at(place))?.manifest
    if (name === undefined) return undefined
    if (!manifests.has(name)) {
      const names = applies.slice(place, place + manifestsAtOnce).flatMap(({ manifest }) => manifest ?? [])
      const blobs = await readBlobs(store, keys, names)
      for (const each of names) {
        const value = blobs.get(each)
        manifests.set(each, value === undefined ? undefined : decodeManifest(value))
      }
    }
    return manifests.get(name)
  }

  async function blob(name: string): Promise<JsonValue | undefined> {
    return (await readBlobs(store, keys, [name])).get(name)
  }

  async function indexedAfter(place: number, key: string): Promise<IndexedKey | undefined> {
    const manifest = await manifestOf(place)
    const name = manifest?.shards[shardOfKey(key, manifest.digits)]
    if (name === undefined) return undefined
    if (shard?.name !== name) {
      const value = await blob(name)
      shard = { name, keys: new Map(value === undefined ? [] : decodeIndexShard(value)) }
    }
    return shard.keys.get(key)
  }

  return {
    at,
    after: async (place, key) => {
      const indexed = await indexedAfter(place, key)
      const part = indexed?.part === undefined ? undefined : await blob(indexed.part)
      const change = part === undefined ? undefined : decodePart(part).find((each) => each.key === key)
      if (indexed === undefined || change?.after === undefined) return undefined
      const bytes = decodeBytes(change.after)
      if (indexed.sha256 !== sha256(bytes)) return undefined
      const { secrets } = change
      return { component: indexed.component, ...kindOf(indexed), bytes, ...(secrets && { secrets }) }
    },
    // Whatever is done to a key, the index names the blob in which its apply recorded that.
    lastDoneTo: async (place, key) => {
      const part = (await indexedAfter(place, key))?.part
      if (part === undefined) return place
      for (let older = place; ; older++) {
        const manifest = await manifestOf(older)
        if (manifest === undefined) return Math.max(place, older - 1)
        if (manifest.parts.includes(part)) return older
      }
    },
  }
}
