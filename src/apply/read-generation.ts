import {
  decodeGeneration,
  decodeShard,
  type GenerationShards,
  type JsonObject,
  type PublishedKeys,
  type Store,
} from '../model/index.ts'
import { readKeys } from './read-blobs.ts'
import { ToolDataError } from './tool-records.ts'

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

/** The members in shards, a few shards at a time; those that are gone are left out. */
export async function* readShards(
  store: Store,
  keys: PublishedKeys,
  shards: readonly string[],
): AsyncGenerator<JsonObject> {
  for (let start = 0; start < shards.length; start += batch) {
    const names = shards.slice(start, start + batch).map((shard) => `${keys.shard}${shard}`)
    for (const kv of await readKeys(store, names)) {
      const members = decodeShard(kv.key.slice(keys.shard.length), kv.value)
      if (members === undefined) throw new ToolDataError(`${kv.key} does not hold what appia writes there`)
      yield members
    }
  }
}
