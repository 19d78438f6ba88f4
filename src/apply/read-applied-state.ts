import { ledgerKey, type Store, sha256, toolKeys } from '../model/index.ts'
import { decodePart } from './change-parts.ts'
import { readBlobs } from './read-blobs.ts'
import { readIndex, readManifest } from './read-live.ts'
import { decodeLedgerEntry } from './tool-records.ts'

/**
 * The managed keys as apply `seq` left them, from the blobs: also after etcd was compacted. Undefined when there is
 * no such apply, or its bytes were trimmed. Seq 0 is the empty state before the first.
 */
export async function readAppliedState(
  store: Store,
  prefix: string,
  seq: number,
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const keys = toolKeys(prefix)
  if (seq === 0) return new Map()
  const [kv] = (await store.range({ key: ledgerKey(keys, seq) })).kvs
  if (kv === undefined) return undefined
  const { manifest } = decodeLedgerEntry(kv)
  if (manifest === undefined) return new Map()
  const index = await readIndex(store, keys, await readManifest(store, keys, manifest))
  const parts = await readBlobs(
    store,
    keys,
    [...index.values()].flatMap(({ part }) => (part === undefined ? [] : [part])),
  )
  const texts = new Map<string, string>()
  for (const part of parts.values()) {
    for (const { key, after } of decodePart(part)) {
      if (after !== undefined && index.get(key)?.sha256 === sha256(after)) texts.set(key, after)
    }
  }
  if (texts.size < index.size) return undefined
  return new Map([...index.keys()].map((key) => [key, new TextEncoder().encode(texts.get(key))]))
}
