import { type Change, isReleasing, type Live, type Plan, type Store, sha256 } from '../model/index.ts'
import type { KeptReader } from './apply-request.ts'
import { readHistory } from './history/read-history.ts'
import type { MovedKey } from './outcome.ts'

/** The apply that carried this very plan out before. */
export interface EarlierApply {
  readonly seq: number
  /** Keys that are not as it left them; none: doing it again would change nothing. */
  readonly moved: readonly MovedKey[]
}

/** What to look for, and what is live. */
export interface EarlierRequest {
  readonly store: Store
  readonly plan: Plan
  readonly live: Live
  readonly kept: KeptReader | undefined
}

/** Looks in the ledger, since the plan was made, for an apply of the same digest; undefined where there is none, or it was trimmed. */
export async function findEarlierApply({
  store,
  plan,
  live,
  kept,
}: EarlierRequest): Promise<EarlierApply | undefined> {
  const since = (live.epoch?.seq ?? 0) - plan.baseSeq
  if (since <= 0 || plan.changes.length === 0) return undefined
  const history = await readHistory(store, plan, since)
  const entry = history.find(({ kind, planDigest }) => kind === plan.kind && planDigest === plan.digest)
  return entry && { seq: entry.seq, moved: plan.changes.flatMap((change) => movedSince(change, live, kept)) }
}

function movedSince(change: Change, { entries, index }: Live, reader: KeptReader | undefined): MovedKey[] {
  const { key, after } = change
  const kv = entries.get(key)
  if (change.action === 'forget')
    return index.has(key) ? [{ key, kind: 'modified', ...(kv && { revision: kv.modRevision }) }] : []
  if (after === null) return kv === undefined ? [] : [{ key, kind: 'created', revision: kv.createRevision }]
  if (kv === undefined) return [{ key, kind: 'deleted' }]
  const indexed = index.get(key)
  const isLeft = change.kept !== undefined && reader?.isLeftAsApplied(change, kv.value) === true
  const isManaged = isLeft ? indexed !== undefined : indexed?.sha256 === after.sha256
  const isAsLeft =
    after.secrets === undefined
      ? sha256(kv.value) === after.sha256
      : kv.modRevision === indexed?.secrets?.revision || isReleasing(change)
  const isSame = (isLeft || isAsLeft) && isManaged !== isReleasing(change)
  return isSame ? [] : [{ key, kind: 'modified', revision: kv.modRevision }]
}
