import { type KeyValue, prefixEnd, type Store, StoreError } from '../model/index.ts'

/** Bytes that one answer should hold: far below the 64 MiB that the client receives. */
const pageBytes = 8 * 1024 * 1024
const firstPage = 500
const attempts = 3

/** A read of many keys at one revision. */
export interface PagedRead {
  readonly store: Store
  readonly prefix: string
  /** The revision to read at; the newest when absent, and then the same for all pages. */
  readonly revision?: number
  readonly keysOnly?: boolean
}

/** One answer's worth of keys. */
export interface Page {
  readonly kvs: readonly KeyValue[]
  readonly revision: number
  /** Keys under the whole prefix. */
  readonly count: number
}

/**
 * All keys under a prefix at one revision, read in pages that fit any answer. Where no revision was asked for, one that is
 * compacted between two pages is replaced by a newer one.
 */
export async function readPrefix(read: PagedRead): Promise<{ kvs: KeyValue[]; revision: number }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(read)
    } catch (error) {
      const isCompacted = error instanceof StoreError && error.code === 'compacted'
      if (!isCompacted || read.revision !== undefined || attempt === attempts) throw error
    }
  }
}

async function readOnce(read: PagedRead): Promise<{ kvs: KeyValue[]; revision: number }> {
  const kvs: KeyValue[] = []
  let revision = 0
  for await (const page of readPages(read)) {
    kvs.push(...page.kvs)
    revision = page.revision
  }
  return { kvs, revision }
}

/** As `readPrefix`, page by page: what is not kept needs no memory. There is at least one page. */
export async function* readPages(read: PagedRead): AsyncGenerator<Page> {
  const end = prefixEnd(read.prefix)
  let revision = read.revision
  let total: number | undefined
  let key = read.prefix
  let limit = firstPage
  for (;;) {
    const page = await readPage(read, { key, end, limit, ...(revision === undefined ? {} : { revision }) })
    revision ??= page.revision
    total ??= page.count
    yield { kvs: page.kvs, revision, count: total }
    const last = page.kvs.at(-1)
    if (!page.more || last === undefined) return
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
