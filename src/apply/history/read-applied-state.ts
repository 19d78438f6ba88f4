import {
  decodeBytes,
  type Home,
  kindOf,
  type ManagedKey,
  type Store,
  sha256,
  type ToolKeys,
  toolKeys,
} from '../../model/index.ts'
import { decodeManifest, decodePart } from '../../records/index.ts'
import { readIndex } from '../read-applied.ts'
import { readLedgerEntry } from '../tool-ledger.ts'
import { readBlobs } from './read-blobs.ts'

/** The managed keys, by name. */
export type ManagedState = ReadonlyMap<string, ManagedKey>

/**
 * The managed keys as apply `seq` left them, from the blobs: also after etcd was compacted. Undefined when there is
 * no such apply, or its bytes were trimmed. Seq 0 is the empty state before the first.
 */
export async function readAppliedState(
  store: Store,
  home: Home,
  seq: number,
): Promise<ManagedState | undefined> {
  if (seq === 0) return new Map()
  const keys = toolKeys(home)
  const entry = await readLedgerEntry(store, keys, { seq })
  if (entry === undefined) return undefined
  return entry.manifest === undefined ? new Map() : await readState(store, keys, entry.manifest)
}

async function readState(store: Store, keys: ToolKeys, name: string): Promise<ManagedState | undefined> {
  const manifest = (await readBlobs(store, keys, [name])).get(name)
  if (manifest === undefined) return undefined
  const index = await readIndex(store, keys, decodeManifest(manifest))
  const parts = await readBlobs(
    store,
    keys,
    [...index.values()].flatMap(({ part }) => (part === undefined ? [] : [part])),
  )
  const state = new Map<string, ManagedKey>()
  for (const part of parts.values()) {
    for (const { key, after, secrets } of decodePart(part)) {
      const indexed = index.get(key)
      if (after === undefined || indexed === undefined) continue
      const bytes = decodeBytes(after)
      if (indexed.sha256 === sha256(bytes))
        state.set(key, {
          component: indexed.component,
          ...kindOf(indexed),
          bytes,
          ...(secrets && { secrets }),
        })
    }
  }
  return state.size < index.size ? undefined : state
}
