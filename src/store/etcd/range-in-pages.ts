import { type KeyValue, type RangeRequest, type RangeResult, StoreError } from '../../model/index.ts'

/** Keys of the first page; fewer where they are large. */
const firstPage = 1_000
const attempts = 3

/**
 * A range too large for one message, read in pages at one revision: the same answer as if it fitted. A revision that is
 * compacted in between is replaced by a newer one unless it was asked for.
 */
export async function rangeInPages(
  request: RangeRequest,
  read: (page: RangeRequest) => Promise<RangeResult>,
): Promise<RangeResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readAll(request, read)
    } catch (error) {
      const isCompacted = error instanceof StoreError && error.code === 'compacted'
      if (!isCompacted || request.revision !== undefined || attempt === attempts) throw error
    }
  }
}

async function readAll(
  request: RangeRequest,
  read: (page: RangeRequest) => Promise<RangeResult>,
): Promise<RangeResult> {
  const kvs: KeyValue[] = []
  let { key } = request
  let limit = firstPage
  let first: RangeResult | undefined
  for (;;) {
    const revision = request.revision ?? first?.revision
    const at = revision === undefined ? {} : { revision }
    const page = await read({ ...request, ...at, key, limit }).catch((error: unknown) => {
      if (!(error instanceof StoreError) || error.code !== 'too-large' || limit === 1) throw error
      limit = Math.ceil(limit / 8)
    })
    if (page === undefined) continue
    first ??= page
    kvs.push(...page.kvs)
    const last = page.kvs.at(-1)
    if (!page.more || last === undefined) return { ...first, kvs, more: false }
    key = `${last.key}\0`
  }
}
