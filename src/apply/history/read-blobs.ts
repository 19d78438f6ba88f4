import type { JsonValue, KeyValue, OperationResult, Store, ToolKeys } from '../../model/index.ts'
import { blobKey, decodeBlob } from '../../records/index.ts'

/** Blobs that one read asks for: 16 of at most 512 KiB each. */
const batch = 16
const batchesAtOnce = 4

/** The blobs of these names; those that are not there (trimmed) are left out. */
export async function readBlobs(
  store: Store,
  keys: ToolKeys,
  names: readonly string[],
): Promise<Map<string, JsonValue>> {
  const values = new Map<string, JsonValue>()
  const distinctNames = [...new Set(names)].sort()
  const batches = Array.from({ length: Math.ceil(distinctNames.length / batch) }, (_, index) =>
    distinctNames.slice(index * batch, (index + 1) * batch).map((name) => blobKey(keys, name)),
  )
  for (let start = 0; start < batches.length; start += batchesAtOnce) {
    const some = batches.slice(start, start + batchesAtOnce)
    const read = await Promise.all(some.map((names) => readKeys(store, names)))
    for (const kv of read.flat()) {
      const name = kv.key.slice(keys.blob.length)
      values.set(name, decodeBlob(kv))
    }
  }
  return values
}

/** Single keys, all at one revision; at most 128. */
export async function readKeys(
  store: Store,
  keys: readonly string[],
  options: { readonly keysOnly?: boolean } = {},
): Promise<KeyValue[]> {
  if (keys.length === 0) return []
  const success = keys.map((key) => ({ kind: 'range' as const, key, ...options }))
  const { results } = await store.txn({ compare: [], success, failure: [] })
  return results.flatMap(kvsOf)
}

/** The keys in the answer to a read inside a transaction. */
export function kvsOf(result: OperationResult | undefined): readonly KeyValue[] {
  return result?.kind === 'range' ? result.kvs : []
}
