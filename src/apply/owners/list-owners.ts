import { type Owner, ownersKey, type Store } from '../../model/index.ts'
import { decodeOwners } from '../../records/index.ts'
import { readOwned } from './read-others.ts'

/** A workspace that owns keys, and which. */
export interface OwnedKeys extends Owner {
  /** Sorted. */
  readonly keys: readonly string[]
}

/** The workspaces below a prefix, sorted by name. */
export async function listOwners(store: Store, prefix: string): Promise<Owner[]> {
  const [kv] = (await store.range({ key: ownersKey(prefix) })).kvs
  if (kv === undefined) return []
  return Object.entries(decodeOwners(kv).workspaces)
    .map(([workspace, environment]) => ({ workspace, environment }))
    .sort((a, b) => (a.workspace < b.workspace ? -1 : 1))
}

/** The workspaces below a prefix with the keys that each owns, all as of one revision. */
export async function readOwnedKeys(store: Store, prefix: string): Promise<OwnedKeys[]> {
  const { revision } = await store.range({ key: ownersKey(prefix), countOnly: true })
  const owners = await listOwners(store, prefix)
  return await Promise.all(
    owners.map(async (owner) => {
      const index = await readOwned({ store, revision }, { prefix, workspace: owner.workspace })
      return { ...owner, keys: [...index.keys()].sort() }
    }),
  )
}
