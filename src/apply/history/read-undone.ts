import { type AppliedChanges, type Home, isApply, type Store } from '../../model/index.ts'
import { readAppliedChanges } from './read-applied-changes.ts'
import { type ManagedState, readAppliedState } from './read-applied-state.ts'
import { readHistory } from './read-history.ts'
import { readNewestApply } from './read-newest-apply.ts'

/** What a rollback starts from, or why it cannot be read. */
export type UndoneApplies =
  | {
      readonly kind: 'found'
      readonly to: number
      /** The seq up to which history was read. */
      readonly newest: number
      /** The applies after `to`, newest first. */
      readonly undone: readonly AppliedChanges[]
      /** The managed keys as apply `to` left them, where one was named. */
      readonly state?: ManagedState
    }
  | { readonly kind: 'nothing-applied' }
  | { readonly kind: 'no-such-apply'; readonly newest: number }
  /** The ledger or the bytes were trimmed. */
  | { readonly kind: 'trimmed'; readonly seq: number }

/** Reads what the newest apply changed, or the state after apply `to` and everything since, from the blobs; needs no old revisions. */
export async function readUndone(store: Store, home: Home, to?: number): Promise<UndoneApplies> {
  const [newest] = await readHistory(store, home, 1)
  if (newest === undefined) return { kind: 'nothing-applied' }
  if (to !== undefined && (to < 0 || to > newest.seq)) return { kind: 'no-such-apply', newest: newest.seq }
  const target = to ?? ((await readNewestApply(store, home))?.seq ?? 0) - 1
  if (target < 0) return { kind: 'nothing-applied' }
  const since = await readSince(store, home, { newest: newest.seq, target })
  if ('trimmed' in since) return { kind: 'trimmed', seq: since.trimmed }
  const range = { kind: 'found', to: target, newest: newest.seq, undone: since.undone } as const
  if (to === undefined) return range
  const state = await readAppliedState(store, home, to)
  return state === undefined ? { kind: 'trimmed', seq: to } : { ...range, state }
}

async function readSince(
  store: Store,
  home: Home,
  { newest, target }: { readonly newest: number; readonly target: number },
): Promise<{ readonly undone: readonly AppliedChanges[] } | { readonly trimmed: number }> {
  const history = await readHistory(store, home, newest - target)
  const undone: AppliedChanges[] = []
  for (let seq = newest; seq > target; seq--) {
    const entry = history.find((one) => one.seq === seq)
    if (entry === undefined) return { trimmed: seq }
    if (!isApply(entry)) continue
    const changes = await readAppliedChanges(store, home, entry)
    if (changes === undefined) return { trimmed: seq }
    undone.push(changes)
  }
  return { undone }
}
