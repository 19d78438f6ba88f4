import type { Store, ToolKeys } from '../../model/index.ts'
import { type Blob, blobKey, compressBlob } from '../../records/index.ts'
import { readKeys } from './read-blobs.ts'

/** Bytes and puts of one staging transaction. */
const batchBytes = 1024 * 1024
const batchBlobs = 100

/**
 * Looks which blobs are not there yet, and begins to compress them; gives what writes them. Harmless at any time: they are
 * immutable and nothing names them so far.
 */
export async function stageBlobs(
  store: Store,
  keys: ToolKeys,
  { blobs, onStaged }: { readonly blobs: readonly Blob[]; readonly onStaged?: (done: number) => void },
): Promise<() => Promise<void>> {
  const missing = await missingBlobs(store, keys, blobs)
  const groups: Blob[][] = []
  for (let start = 0; start < missing.length; start += batchBlobs)
    groups.push(missing.slice(start, start + batchBlobs))
  const first = compressAll(keys, groups[0] ?? [])
  return async () => {
    let done = blobs.length - missing.length
    // One group in memory at a time.
    for (const [index, group] of groups.entries()) {
      for (const batch of batches(await (index === 0 ? first : compressAll(keys, group)))) {
        const success = batch.map((put) => ({ kind: 'put' as const, ...put }))
        await store.txn({ compare: [], success, failure: [] })
        done += batch.length
        onStaged?.(done)
      }
    }
  }
}

function compressAll(keys: ToolKeys, blobs: readonly Blob[]): Promise<StagedPut[]> {
  return Promise.all(
    blobs.map(async (blob) => ({ key: blobKey(keys, blob.sha256), value: await compressBlob(blob) })),
  )
}

interface StagedPut {
  readonly key: string
  readonly value: Uint8Array
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

function batches(puts: readonly StagedPut[]): StagedPut[][] {
  const groups: StagedPut[][] = []
  let bytes = 0
  for (const put of puts) {
    const group = groups.at(-1)
    if (group === undefined || bytes + put.value.length > batchBytes) {
      groups.push([put])
      bytes = put.value.length
    } else {
      group.push(put)
      bytes += put.value.length
    }
  }
  return groups
}
