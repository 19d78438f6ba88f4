import { type Home, type Live, type Owner, type Owners, ownersKey, toolKeys } from '../../model/index.ts'
import { decodeEpoch, decodeOwners } from '../../records/index.ts'
import { type ReadAt, readApplied } from '../read-applied.ts'

/** Who owns keys below a prefix, undefined where nothing was ever applied. */
async function readOwners({ store, revision }: ReadAt, prefix: string): Promise<Owners | undefined> {
  const [kv] = (await store.range({ key: ownersKey(prefix), revision })).kvs
  return kv === undefined ? undefined : decodeOwners(kv)
}

/** The other workspaces below the same prefix, and the keys that each of them owns. */
export async function readOthers(at: ReadAt, home: Home): Promise<Pick<Live, 'owners' | 'ownedElsewhere'>> {
  const owners = await readOwners(at, home.prefix)
  if (owners === undefined) return {}
  const owned = new Map<string, Owner>()
  const theirs = Object.entries(owners.workspaces).filter(([workspace]) => workspace !== home.workspace)
  const read = await Promise.all(
    theirs.map(([workspace]) => readOwned(at, { prefix: home.prefix, workspace })),
  )
  for (const [place, [workspace, environment]] of theirs.entries())
    for (const key of read[place]?.keys() ?? []) owned.set(key, { workspace, environment })
  return { owners, ...(owned.size > 0 && { ownedElsewhere: owned }) }
}

/** The keys that one workspace owns, by its newest index. */
export async function readOwned(at: ReadAt, home: Home): Promise<Live['index']> {
  const keys = toolKeys(home)
  const [epoch] = (await at.store.range({ key: keys.epoch, revision: at.revision })).kvs
  if (epoch === undefined) return new Map()
  return (await readApplied(at, keys, decodeEpoch(epoch))).index
}
