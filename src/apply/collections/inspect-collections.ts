import {
  isPointerKey,
  type Live,
  type PublishedKeys,
  prefixOfPointer,
  publishedKeys,
  type Store,
} from '../../model/index.ts'
import { decodeGenerationPointer } from '../../records/index.ts'
import { readPrefix } from '../read-pages.ts'
import { openShards, readGeneration } from './read-generation.ts'

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
  /** Keys of shards that are there and hold something else. */
  readonly damaged: readonly string[]
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
    const namedShards = Object.values(named ?? {})
    states.push({
      fullPrefix,
      keys: pointer.keys,
      generations: generations.kvs.length,
      shards: present.size,
      isWhole: named !== undefined && namedShards.every((shard) => present.has(shard)),
      damaged: await damagedAmong(store, published, namedShards),
    })
  }
  return states.sort((a, b) => (a.fullPrefix < b.fullPrefix ? -1 : 1))
}

async function damagedAmong(store: Store, keys: PublishedKeys, shards: readonly string[]): Promise<string[]> {
  const damaged: string[] = []
  for await (const { key, documents } of openShards(store, keys, shards)) {
    if (documents === undefined) damaged.push(key)
  }
  return damaged
}
