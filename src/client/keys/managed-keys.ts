import {
  type Compare,
  type KeyValue,
  ownersKey,
  type Store,
  type ToolKeys,
  toolKeys,
} from '../../model/index.ts'
import { readIndexed, readSteps, readWorkspaces } from '../applied/read-indexed.ts'

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
  return await readSteps(() => readOnce(store, prefix, key))
}

async function readOnce(store: Store, prefix: string, key: string): Promise<ManagedReading> {
  const { workspaces, kv } = await readWorkspaces(store, prefix)
  const all = await Promise.all(
    workspaces.map((workspace) => readOne(store, toolKeys({ prefix, workspace }), key)),
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
  const [epoch] = (await store.range({ key: keys.epoch })).kvs
  const isManaged = epoch !== undefined && (await readIndexed(store, keys, { epoch, key })) !== undefined
  return { isManaged, guard: unchanged(keys.epoch, epoch) }
}

function unchanged(key: string, seen: KeyValue | undefined): Compare {
  if (seen === undefined) return { key, target: 'create', is: '=', number: 0 }
  return { key, target: 'mod', is: '=', number: seen.modRevision }
}
