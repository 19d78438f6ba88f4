import { afterAll, beforeAll } from 'vitest'
import type {
  KeyValue,
  Operation,
  PutOperation,
  Store,
  TxnResult,
  Watch,
  WatchBatch,
} from '../../../src/model/index.ts'
import { prefixEnd, StoreError } from '../../../src/model/index.ts'

/** What a test of the contract works with. */
export interface StoreTools {
  /** The store under test; there once tests run. */
  readonly store: Store
  /** A prefix of its own for every test, so that they may share one store. */
  fresh(): string
  /** A transaction without compares. */
  commit(...success: Operation[]): Promise<TxnResult>
  read(key: string): Promise<KeyValue | undefined>
  textAt(key: string, revision?: number): Promise<string | undefined>
  /** The code that a call is refused with. */
  refused(call: Promise<unknown>): Promise<unknown>
}

/** Opens a store for the tests of the surrounding `describe`. */
export function storeTools(open: () => Promise<Store>): StoreTools {
  let store: Store
  let count = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  const at = async (key: string, revision?: number) =>
    (await store.range({ key, ...(revision === undefined ? {} : { revision }) })).kvs[0]
  return {
    get store() {
      return store
    },
    fresh: () => `/t${++count}/`,
    commit: (...success) => store.txn({ compare: [], success, failure: [] }),
    read: (key) => at(key),
    async textAt(key, revision) {
      const kv = await at(key, revision)
      return kv === undefined ? undefined : Buffer.from(kv.value).toString()
    },
    refused: async (call) => codeOf(await call.catch((error: unknown) => error)),
  }
}

/** A put of text. */
export function put(key: string, text: string): PutOperation {
  return { kind: 'put', key, value: Buffer.from(text) }
}

/** A delete of one key, or of a range. */
export function remove(key: string, end?: string): Operation {
  return { kind: 'delete', key, ...(end === undefined ? {} : { end }) }
}

/** Operations in a nested transaction without compares. */
export function nest(...success: Operation[]): Operation {
  return { kind: 'txn', txn: { compare: [], success, failure: [] } }
}

/** The first `count` batches with events of a prefix. */
export async function takeBatches(store: Store, prefix: string, startRevision: number, count: number) {
  return take(store.watch({ key: prefix, end: prefixEnd(prefix), startRevision }), count)
}

/** The first `count` batches with events; closes the watch. */
export async function take(watch: Watch, count: number): Promise<WatchBatch[]> {
  const batches: WatchBatch[] = []
  if (count === 0) {
    await watch.close()
    return batches
  }
  for await (const batch of watch) {
    if (batch.events.length > 0) batches.push(batch)
    if (batches.length === count) break
  }
  return batches
}

/** The code of what a call was refused with; the value itself when it was not refused by the store. */
export function codeOf(error: unknown): unknown {
  return error instanceof StoreError ? error.code : error
}

/** 0, 1, … length - 1. */
export function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index)
}
