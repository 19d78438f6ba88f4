import { type KeyValue, prefixEnd, type Store, StoreError } from '../model/index.ts'

/** Bytes that one answer should hold: far below the 64 MiB that the client receives. */
const pageBytes = 8 * 1024 * 1024
const firstPage = 500

/** A read of many keys at one revision. */
export interface PagedRead {
  readonly store: Store
  readonly prefix: string
  /** The revision to read at; the newest when absent, and then the same for all pages. */
  readonly revision?: number
  readonly keysOnly?: boolean
}

/** All keys under a prefix at one revision, read in pages that fit any answer. */
export async function readPrefix(read: PagedRead): Promise<{ kvs: KeyValue[]; revision: number }> {
  const end = prefixEnd(read.prefix)
  const kvs: KeyValue[] = []
  let revision = read.revision
  let key = read.prefix
  let limit = firstPage
  for (;;) {
    const page = await readPage(read, { key, end, limit, ...(revision === undefined ? {} : { revision }) })
    revision ??= page.revision
    kvs.push(...page.kvs)
    const last = page.kvs.at(-1)
    if (!page.more || last === undefined) return { kvs, revision }
    key = `${last.key}\0`
    limit = nextLimit(page.kvs)
  }
}

async function readPage(
  { store, keysOnly }: PagedRead,
  page: { key: string; end: string; limit: number; revision?: number },
) {
  for (let limit = page.limit; ; limit = Math.ceil(limit / 8)) {
    try {
      return await store.range({ ...page, limit, ...(keysOnly === undefined ? {} : { keysOnly }) })
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'too-large' || limit === 1) throw error
    }
  }
}

function nextLimit(kvs: readonly KeyValue[]): number {
  const bytes = kvs.reduce((sum, kv) => sum + kv.key.length + kv.value.length + 64, 0)
  return Math.max(1, Math.min(10_000, Math.floor((pageBytes * kvs.length) / bytes)))
}
