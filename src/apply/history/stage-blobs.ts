import type { Store, ToolKeys } from '../../model/index.ts'
import { type Blob, blobKey } from '../../records/index.ts'
import { readKeys } from './read-blobs.ts'

/** Bytes and puts of one staging transaction. */
const batchBytes = 1024 * 1024
const batchBlobs = 100

/** Writes the blobs that are not there yet. Harmless at any time: they are immutable and nothing names them so far. */
export async function stageBlobs(
  store: Store,
  keys: ToolKeys,
  { blobs, onStaged }: { readonly blobs: readonly Blob[]; readonly onStaged?: (done: number) => void },
): Promise<void> {
  const missing = await missingBlobs(store, keys, blobs)
  let done = blobs.length - missing.length
  for (const batch of batches(missing)) {
    const success = batch.map((blob) => ({
      kind: 'put' as const,
      key: blobKey(keys, blob.sha256),
      value: blob.bytes,
    }))
    await store.txn({ compare: [], success, failure: [] })
    done += batch.length
    onStaged?.(done)
  }
}

async function missingBlobs(store: Store, keys: ToolKeys, blobs: readonly Blob[]): Promise<Blob[]> {
  const unique = [...new Map(blobs.map((blob) => [blob.sha256, blob])).values()]
  const present = new Set<string>()
  for (let start = 0; start < unique.length; start += batchBlobs) {
    const names = unique.slice(start, start + batchBlobs).map((blob) => blobKey(keys, blob.sha256))
    for (const kv of await readKeys(store, names, { keysOnly: true })) present.add(kv.key)
  }
  return unique.filter((blob) => !present.has(blobKey(keys, blob.sha256)))
}

function batches(blobs: readonly Blob[]): Blob[][] {
  const groups: Blob[][] = []
  let bytes = 0
  for (const blob of blobs) {
    const group = groups.at(-1)
    if (group === undefined || group.length === batchBlobs || bytes + blob.bytes.length > batchBytes) {
      groups.push([blob])
      bytes = blob.bytes.length
    } else {
      group.push(blob)
      bytes += blob.bytes.length
    }
  }
  return groups
}
