import {
  decodeGenerationPointer,
  isPointerKey,
  type Live,
  prefixOfPointer,
  publishedKeys,
  type Store,
} from '../model/index.ts'
import { readGeneration } from './read-generation.ts'
import { readPrefix } from './read-pages.ts'

/** How a published collection stands in the store. */
export interface CollectionState {
  /** With the environment's prefix: `/config/firewall/blocklist/`. */
  readonly fullPrefix: string
  readonly keys: number
  /** That lie there: the one that counts, the one before, those that live readers hold. */
  readonly generations: number
  readonly shards: number
  /** Everything that the pointer names is there. Otherwise readers keep what they have. */
  readonly isWhole: boolean
}

/** Every collection that has a pointer, sorted by prefix. */
export async function inspectCollections(
  store: Store,
  prefix: string,
  live: Live,
): Promise<CollectionState[]> {
  const states: CollectionState[] = []
  for (const [key, kv] of live.entries) {
    const pointer = isPointerKey(key) ? decodeGenerationPointer(kv.value) : undefined
    if (pointer === undefined) continue
    const fullPrefix = prefixOfPointer(key)
    const published = publishedKeys(prefix, fullPrefix)
    const generations = await readPrefix({ store, prefix: published.generation, keysOnly: true })
    const shards = await readPrefix({ store, prefix: published.shard, keysOnly: true })
    const present = new Set(shards.kvs.map((shard) => shard.key.slice(published.shard.length)))
    const named = await readGeneration(store, published, pointer.generation)
    states.push({
      fullPrefix,
      keys: pointer.keys,
      generations: generations.kvs.length,
      shards: present.size,
      isWhole: named !== undefined && Object.values(named).every((shard) => present.has(shard)),
    })
  }
  return states.sort((a, b) => (a.fullPrefix < b.fullPrefix ? -1 : 1))
}
