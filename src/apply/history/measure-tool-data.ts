import { type Home, type Store, StoreError, toolKeys } from '../../model/index.ts'
import { readPages, readPrefix } from '../read-pages.ts'

/** How much of the tool's own data there is. */
export interface ToolDataSize {
  /** Of the ledger. */
  readonly entries: number
  readonly blobs: number
  /** Of keys and values, without what etcd adds. */
  readonly bytes: number
}

/** Key and value of one stored thing, counted. */
export interface StoredSize {
  readonly key: string
  readonly bytes: number
}

/** What to measure. */
export interface MeasureRequest {
  readonly store: Store
  /** Of the environment. */
  readonly home: Home
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
}

/** Counts ledger entries, blobs and their bytes. Reads them all, page by page. */
export async function measureToolData(request: MeasureRequest): Promise<ToolDataSize> {
  const { store, home } = request
  const { kvs } = await readPrefix({ store, prefix: toolKeys(home).ledger })
  return sumSizes(kvs.map(sizeOf), await measureBlobs(request))
}

/** The size of every blob, those included that nothing names. */
export async function measureBlobs({ store, home, onProgress }: MeasureRequest): Promise<StoredSize[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      const blobs: StoredSize[] = []
      for await (const { kvs, count } of readPages({ store, prefix: toolKeys(home).blob })) {
        blobs.push(...kvs.map(sizeOf))
        onProgress?.({ done: blobs.length, total: count })
      }
      return blobs
    } catch (error) {
      // compacted between two pages: a newer revision is as good
      if (!(error instanceof StoreError) || error.code !== 'compacted' || attempt === 3) throw error
    }
  }
}

/** Entries and blobs together. */
export function sumSizes(entries: readonly StoredSize[], blobs: readonly StoredSize[]): ToolDataSize {
  const bytes = [...entries, ...blobs].reduce((sum, one) => sum + one.bytes, 0)
  return { entries: entries.length, blobs: blobs.length, bytes }
}

/** The size of one stored thing. */
export function sizeOf({ key, value }: { readonly key: string; readonly value: Uint8Array }): StoredSize {
  return { key, bytes: Buffer.byteLength(key) + value.length }
}
