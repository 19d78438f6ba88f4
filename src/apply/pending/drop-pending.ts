import { type Home, type PendingApply, type Store, toolKeys } from '../../model/index.ts'
import { pendingGuard } from '../guards.ts'

/** Removes the record of an apply that something else has replaced since: an older appia does not look at it. False where somebody else did. */
export async function dropPending(store: Store, home: Home, pending: PendingApply): Promise<boolean> {
  const keys = toolKeys(home)
  const { succeeded } = await store.txn({
    compare: [pendingGuard(keys, pending)],
    success: [
      { kind: 'delete', key: keys.pending },
      { kind: 'delete', key: keys.deadline },
    ],
    failure: [],
  })
  return succeeded
}
