import type { IndexedKey, JsonValue, KeyValue, Store, ToolKeys } from '../../model/index.ts'
import {
  blobKey,
  decodeBlob,
  decodeIndexShard,
  decodeManifest,
  shardOfKey,
  ToolDataError,
} from '../../records/index.ts'

/** What an index of managed keys says of one key; undefined where it does not name it. Throws `ToolDataError`. */
export async function readIndexed(
  store: Store,
  keys: ToolKeys,
  { manifest, key }: { readonly manifest: string; readonly key: string },
): Promise<IndexedKey | undefined> {
  const { shards, digits } = decodeManifest(await readBlob(store, keys, manifest))
  const shard = shards[shardOfKey(key, digits)]
  if (shard === undefined) return undefined
  return decodeIndexShard(await readBlob(store, keys, shard)).find(([indexed]) => indexed === key)?.[1]
}

/** A key of the tool that must be there. Throws `ToolDataError`. */
export async function readKey(store: Store, key: string): Promise<KeyValue> {
  const [kv] = (await store.range({ key })).kvs
  if (kv === undefined) throw new ToolDataError(`${key} is missing`)
  return kv
}

async function readBlob(store: Store, keys: ToolKeys, name: string): Promise<JsonValue> {
  return decodeBlob(await readKey(store, blobKey(keys, name)))
}
