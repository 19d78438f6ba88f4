import { gunzipSync } from 'node:zlib'
import {
  type Compare,
  isJsonObject,
  type JsonObject,
  type KeyValue,
  ledgerKey,
  type Store,
  sha256,
  toolKeys,
} from '../../model/index.ts'

/** Whether a key belongs to what CI applies, and the guard under which that stays true. */
export interface ManagedReading {
  readonly isManaged: boolean
  readonly guard: Compare
}

/** Looks a key up in the newest index of managed keys: epoch → ledger → manifest → the key's shard. */
export async function readManaged(store: Store, prefix: string, key: string): Promise<ManagedReading> {
  const keys = toolKeys(prefix)
  const epoch = await readOne(store, keys.epoch)
  if (epoch === undefined) {
    return { isManaged: false, guard: { key: keys.epoch, target: 'create', is: '=', number: 0 } }
  }
  const guard: Compare = { key: keys.epoch, target: 'mod', is: '=', number: epoch.modRevision }
  const seq = parse(epoch.value)?.seq
  const entry = typeof seq === 'number' ? await readOne(store, ledgerKey(keys, seq)) : undefined
  const manifest = await readBlob(store, keys.blob, entry && parse(entry.value)?.manifest)
  const digits = typeof manifest?.digits === 'number' ? manifest.digits : 0
  const shards = isJsonObject(manifest?.shards) ? manifest.shards : {}
  const shard = await readBlob(store, keys.blob, shards[sha256(key).slice(0, digits)])
  const isManaged = isJsonObject(shard?.keys) && Object.hasOwn(shard.keys, key)
  return { isManaged, guard }
}

async function readOne(store: Store, key: string): Promise<KeyValue | undefined> {
  return (await store.range({ key })).kvs[0]
}

async function readBlob(store: Store, prefix: string, name: unknown): Promise<JsonObject | undefined> {
  if (typeof name !== 'string') return undefined
  const kv = await readOne(store, prefix + name)
  return kv && parse(gunzipSync(kv.value))
}

function parse(bytes: Uint8Array): JsonObject | undefined {
  const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
  return isJsonObject(value) ? value : undefined
}
