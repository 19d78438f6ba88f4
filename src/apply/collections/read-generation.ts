import type { GenerationShards, JsonObject, PublishedKeys, Store } from '../../model/index.ts'
import { decodeGeneration, decodeShard, ToolDataError } from '../../records/index.ts'
import { readKeys } from '../history/read-blobs.ts'

/** Shards that one read asks for: 16 of at most a few hundred KiB each. */
const batch = 16

/** The shards of a generation; undefined where it was swept away, never published whole, or damaged. */
export async function readGeneration(
  store: Store,
  keys: PublishedKeys,
  generation: string,
): Promise<GenerationShards | undefined> {
  const [kv] = (await store.range({ key: `${keys.generation}${generation}` })).kvs
  return kv && decodeGeneration(generation, kv.value)
}

/** A shard as it stands in the store. */
interface StoredShard {
  readonly key: string
  /** Undefined where the bytes are not those that its name promises. */
  readonly documents: JsonObject | undefined
}

/** The documents in shards, a few shards at a time; those that are gone are left out. */
export async function* readShards(
  store: Store,
  keys: PublishedKeys,
  shards: readonly string[],
): AsyncGenerator<JsonObject> {
  for await (const { key, documents } of openShards(store, keys, shards)) {
    if (documents === undefined)
      throw new ToolDataError(
        `${key} does not hold what appia writes there; once it is deleted, appia apply writes it again`,
      )
    yield documents
  }
}

/** Shards, a few at a time; those that are gone are left out. */
export async function* openShards(
  store: Store,
  keys: PublishedKeys,
  shards: readonly string[],
): AsyncGenerator<StoredShard> {
  for (let start = 0; start < shards.length; start += batch) {
    const names = shards.slice(start, start + batch).map((shard) => `${keys.shard}${shard}`)
    for (const { key, value } of await readKeys(store, names))
      yield { key, documents: decodeShard(key.slice(keys.shard.length), value) }
  }
}
