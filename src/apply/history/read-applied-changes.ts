import { type AppliedChanges, type Home, type LedgerEntry, type Store, toolKeys } from '../../model/index.ts'
import { decodePart } from '../../records/index.ts'
import { readManifest } from '../read-applied.ts'
import { readBlobs } from './read-blobs.ts'

/** What one apply changed; undefined where its bytes were trimmed. */
export async function readAppliedChanges(
  store: Store,
  home: Home,
  entry: LedgerEntry,
): Promise<AppliedChanges | undefined> {
  const keys = toolKeys(home)
  if (entry.manifest === undefined) return { seq: entry.seq, changes: [] }
  const [manifest] = [...(await readBlobs(store, keys, [entry.manifest])).keys()]
  if (manifest === undefined) return undefined
  const { parts } = await readManifest(store, keys, entry.manifest)
  const blobs = await readBlobs(store, keys, parts)
  if (blobs.size < new Set(parts).size) return undefined
  return { seq: entry.seq, changes: parts.flatMap((part) => decodePart(blobs.get(part) ?? [])) }
}
