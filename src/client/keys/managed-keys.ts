import {
  type Compare,
  type KeyValue,
  ledgerKey,
  ownersKey,
  type Store,
  StoreError,
  type ToolKeys,
  toolKeys,
} from '../../model/index.ts'
import { decodeEpoch, decodeLedgerEntry, decodeOwners, ToolDataError } from '../../records/index.ts'
import { readIndexed, readKey } from '../applied/read-indexed.ts'

/** Whether a key belongs to what CI applies, and the guard under which that stays true. */
export interface ManagedReading {
  readonly isManaged: boolean
  readonly guards: readonly Compare[]
}

/**
 * Looks a key up in the newest index of each workspace below the prefix: epoch → ledger → manifest → the key's shard. Throws `StoreError`,
 * `corrupt` where one of these is damaged or missing: what cannot be read may well be managed.
 */
export async function readManaged(store: Store, prefix: string, key: string): Promise<ManagedReading> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(store, prefix, key)
    } catch (error) {
      if (!(error instanceof ToolDataError)) throw error
      // An apply and a trim between two reads leave nothing behind the epoch read first; a new one is as good.
      if (attempt === 3)
        throw new StoreError('corrupt', error.message, { outcome: 'not-applied', cause: error })
    }
  }
}

async function readOnce(store: Store, prefix: string, key: string): Promise<ManagedReading> {
  const [kv] = (await store.range({ key: ownersKey(prefix) })).kvs
  const names = kv === undefined ? [] : Object.keys(decodeOwners(kv).workspaces)
  const all = await Promise.all(
    names.map((workspace) => readOne(store, toolKeys({ prefix, workspace }), key)),
  )
  return {
    isManaged: all.some(({ isManaged }) => isManaged),
    guards: [unchanged(ownersKey(prefix), kv), ...all.map(({ guard }) => guard)],
  }
}

async function readOne(
  store: Store,
  keys: ToolKeys,
  key: string,
): Promise<{ readonly isManaged: boolean; readonly guard: Compare }> {
  const [epochKv] = (await store.range({ key: keys.epoch })).kvs
  const guard = unchanged(keys.epoch, epochKv)
  if (epochKv === undefined) return { isManaged: false, guard }
  const { seq } = decodeEpoch(epochKv)
  const { manifest } = decodeLedgerEntry(await readKey(store, ledgerKey(keys, seq)))
  const isManaged =
    manifest !== undefined && (await readIndexed(store, keys, { manifest, key })) !== undefined
  return { isManaged, guard }
}

function unchanged(key: string, seen: KeyValue | undefined): Compare {
  if (seen === undefined) return { key, target: 'create', is: '=', number: 0 }
  return { key, target: 'mod', is: '=', number: seen.modRevision }
}
