import { type JsonValue, liveReader } from '../model/index.ts'

/**
 * A value that the environment's store holds when the workspace is planned: `live('/some/key#/json/pointer')`. The key
 * is the whole one, an environment's prefix included, and lies below what the environment calls `readable` (default: the
 * managed prefixes). The plan is guarded on it: once it changes, the plan is stale. A
 * key that is absent or not JSON is an error unless there is a fallback. Until the store has been read the value is a
 * blank that gives blanks.
 */
export function live<Value = JsonValue>(
  address: string,
  options: { readonly otherwise?: Value } = {},
): Value {
  const read: unknown = Reflect.get(globalThis, liveReader)
  if (typeof read !== 'function') throw new Error('live() works in the config modules of a workspace only')
  return read(address, options) as Value // as the author says; schemas have the last word
}
