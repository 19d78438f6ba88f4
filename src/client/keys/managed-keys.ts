import {
  type Compare,
  type JsonValue,
  type KeyValue,
  ledgerKey,
  type Store,
  StoreError,
  type ToolKeys,
  toolKeys,
} from '../../model/index.ts'
import {
  blobKey,
  decodeBlob,
  decodeEpoch,
  decodeIndexShard,
  decodeLedgerEntry,
  decodeManifest,
  shardOfKey,
  ToolDataError,
} from '../../records/index.ts'

/** Whether a key belongs to what CI applies, and the guard under which that stays true. */
export interface ManagedReading {
  readonly isManaged: boolean
  readonly guard: Compare
}

/**
 * Looks a key up in the newest index of managed keys: epoch → ledger → manifest → the key's shard. Throws `StoreError`,
 * `corrupt` where one of these is damaged or missing: what cannot be read may well be managed.
 */
export async function readManaged(store: Store, prefix: string, key: string): Promise<ManagedReading> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(store, toolKeys(prefix), key)
    } catch (error) {
      if (!(error instanceof ToolDataError)) throw error
      // An apply and a trim between two reads leave nothing behind the epoch read first; a new one is as good.
      if (attempt === 3)
        throw new StoreError('corrupt', error.message, { outcome: 'not-applied', cause: error })
    }
  }
}

async function readOnce(store: Store, keys: ToolKeys, key: string): Promise<ManagedReading> {
  const [epochKv] = (await store.range({ key: keys.epoch })).kvs
  if (epochKv === undefined) {
    return { isManaged: false, guard: { key: keys.epoch, target: 'create', is: '=', number: 0 } }
  }
  const guard: Compare = { key: keys.epoch, target: 'mod', is: '=', number: epochKv.modRevision }
  const { seq } = decodeEpoch(epochKv)
  const { manifest } = decodeLedgerEntry(await readOne(store, ledgerKey(keys, seq)))
  const isManaged = manifest !== undefined && (await isIndexed(store, keys, { manifest, key }))
  return { isManaged, guard }
}

async function isIndexed(
  store: Store,
  keys: ToolKeys,
  { manifest, key }: { readonly manifest: string; readonly key: string },
): Promise<boolean> {
  const { shards, digits } = decodeManifest(await readBlob(store, keys, manifest))
  const shard = shards[shardOfKey(key, digits)]
  if (shard === undefined) return false
  return decodeIndexShard(await readBlob(store, keys, shard)).some(([indexed]) => indexed === key)
}

async function readBlob(store: Store, keys: ToolKeys, name: string): Promise<JsonValue> {
  return decodeBlob(await readOne(store, blobKey(keys, name)))
}

async function readOne(store: Store, key: string): Promise<KeyValue> {
  const [kv] = (await store.range({ key })).kvs
  if (kv === undefined) throw new ToolDataError(`${key} is missing`)
  return kv
}
