import {
  type IndexedKey,
  type JsonValue,
  type KeyValue,
  ledgerKey,
  ownersKey,
  type Store,
  StoreError,
  type ToolKeys,
} from '../../model/index.ts'
import {
  blobKey,
  decodeBlob,
  decodeEpoch,
  decodeIndexShard,
  decodeLedgerEntry,
  decodeManifest,
  decodeOwners,
  shardOfKey,
  ToolDataError,
} from '../../records/index.ts'

/**
 * Reads what the tool has written in several steps. Throws `StoreError`, `corrupt` where something is damaged or missing: an
 * apply and a trim between two steps leave nothing behind the epoch read first, but another attempt begins at a new one.
 */
export async function readSteps<Reading>(read: () => Promise<Reading>): Promise<Reading> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof ToolDataError)) throw error
      if (attempt === 3)
        throw new StoreError('corrupt', error.message, { outcome: 'not-applied', cause: error })
    }
  }
}

/** The workspaces below a prefix, with the record that names them. Throws `ToolDataError`. */
export async function readWorkspaces(
  store: Store,
  prefix: string,
): Promise<{ readonly workspaces: readonly string[]; readonly kv: KeyValue | undefined }> {
  const [kv] = (await store.range({ key: ownersKey(prefix) })).kvs
  return { workspaces: kv === undefined ? [] : Object.keys(decodeOwners(kv).workspaces), kv }
}

/** What the index of an epoch says of one key: ledger → manifest → the key's shard; undefined where it does not name it. Throws `ToolDataError`. */
export async function readIndexed(
  store: Store,
  keys: ToolKeys,
  { epoch, key }: { readonly epoch: KeyValue; readonly key: string },
): Promise<IndexedKey | undefined> {
  const { manifest } = decodeLedgerEntry(await readKey(store, ledgerKey(keys, decodeEpoch(epoch).seq)))
  if (manifest === undefined) return undefined
  const { shards, digits } = decodeManifest(await readBlob(store, keys, manifest))
  const shard = shards[shardOfKey(key, digits)]
  if (shard === undefined) return undefined
  return decodeIndexShard(await readBlob(store, keys, shard)).find(([indexed]) => indexed === key)?.[1]
}

/** A key of the tool that must be there. Throws `ToolDataError`. */
async function readKey(store: Store, key: string): Promise<KeyValue> {
  const [kv] = (await store.range({ key })).kvs
  if (kv === undefined) throw new ToolDataError(`${key} is missing`)
  return kv
}

/** The value of a blob that must be there. Throws `ToolDataError`. */
export async function readBlob(store: Store, keys: ToolKeys, name: string): Promise<JsonValue> {
  return decodeBlob(await readKey(store, blobKey(keys, name)))
}
