import { type Home, type PendingApply, type Store, toolKeys } from '../../model/index.ts'
import { pendingGuard, presenceGuard } from '../guards.ts'
import { readPending } from './read-pending.ts'

/** What became of a confirmation. */
export type Confirmed =
  | { readonly kind: 'confirmed'; readonly pending: PendingApply }
  | { readonly kind: 'nothing-pending' }
  /** Its time is over: it is taken back by whoever sees it first. */
  | { readonly kind: 'expired'; readonly pending: PendingApply }
  /** Another one waits than the one that was named. */
  | { readonly kind: 'another'; readonly pending: PendingApply }

/**
 * Lets the apply that waits stand for good; with `seq`, only that one. One transaction, guarded on the record and on its time:
 * nobody can take it back any more, or nobody can confirm it. May be run again after a lost answer.
 */
export async function confirmApply(store: Store, home: Home, seq?: number): Promise<Confirmed> {
  const keys = toolKeys(home)
  for (;;) {
    const pending = await readPending(store, home)
    if (pending === undefined) return { kind: 'nothing-pending' }
    if (pending.kind === 'canary' || (seq !== undefined && seq !== pending.seq))
      return { kind: 'another', pending }
    if (pending.isExpired) return { kind: 'expired', pending }
    const { succeeded } = await store.txn({
      compare: [pendingGuard(keys, pending), presenceGuard(keys.deadline)],
      success: [
        { kind: 'delete', key: keys.pending },
        { kind: 'delete', key: keys.deadline },
      ],
      failure: [],
    })
    if (succeeded) return { kind: 'confirmed', pending }
  }
}
