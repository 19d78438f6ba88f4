import { type Home, type PendingApply, type Store, toolKeys } from '../../model/index.ts'
import { decodePending } from '../../records/index.ts'

/** The apply that waits to be confirmed, and whether its time is over; undefined where there is none. Throws `StoreError`. */
export async function readPending(
  store: Store,
  home: Home,
  at: { readonly revision?: number } = {},
): Promise<PendingApply | undefined> {
  const keys = toolKeys(home)
  const { kvs, revision } = await store.range({ key: keys.pending, ...at })
  const [kv] = kvs
  if (kv === undefined) return undefined
  const { count } = await store.range({
    key: keys.deadline,
    revision: at.revision ?? revision,
    countOnly: true,
  })
  return decodePending(kv, count === 0)
}
