import type { KeyValue, RangeRequest, RangeResult } from '../../model/index.ts'
import { compareKeys, firstNotBelow, isInRange } from '../key-order.ts'
import { type MvccState, versionAt } from './mvcc-state.ts'

/** The key space as a reader sees it. */
export interface View {
  get(key: string): KeyValue | undefined
  /** Keys of the range that exist, in byte order. */
  list(key: string, end: string | undefined): readonly KeyValue[]
}

/** The key space as of a committed revision. */
export function viewAt(state: MvccState, revision: number): View {
  const get = (key: string) => versionAt(state, key, revision)?.kv
  return {
    get,
    list(key, end) {
      const keys = end === undefined || end === '' ? [key] : keysBetween(state.keys, key, end)
      return keys.flatMap((candidate) => get(candidate) ?? [])
    },
  }
}

/** A view with the writes of a running transaction on top; undefined marks a deleted key. */
export function viewWith(below: View, written: ReadonlyMap<string, KeyValue | undefined>): View {
  return {
    get: (key) => (written.has(key) ? written.get(key) : below.get(key)),
    list(key, end) {
      if (end === undefined || end === '')
        return [written.has(key) ? written.get(key) : below.get(key)].flatMap((kv) => kv ?? [])
      const untouched = below.list(key, end).filter((kv) => !written.has(kv.key))
      const touched = [...written].flatMap(([name, kv]) =>
        kv !== undefined && isInRange(name, key, end) ? [kv] : [],
      )
      if (touched.length === 0) return untouched
      return [...untouched, ...touched].sort((a, b) => compareKeys(a.key, b.key))
    },
  }
}

/** Answers a range request from a view; `revision` is the store's. */
export function rangeIn(view: View, request: Omit<RangeRequest, 'revision'>, revision: number): RangeResult {
  const all = view.list(request.key, request.end)
  if (request.countOnly === true) return { kvs: [], count: all.length, more: false, revision }
  const limit = request.limit ?? 0
  const listed = limit > 0 ? all.slice(0, limit) : all
  const kvs = request.keysOnly === true ? listed.map((kv) => ({ ...kv, value: new Uint8Array() })) : listed
  return { kvs, count: all.length, more: kvs.length < all.length, revision }
}

function keysBetween(keys: readonly string[], key: string, end: string): readonly string[] {
  const first = firstNotBelow(keys, key)
  return keys.slice(first, end === '\0' ? keys.length : Math.max(first, firstNotBelow(keys, end)))
}
