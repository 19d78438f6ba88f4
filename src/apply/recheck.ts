import {
  type Change,
  type KeyValue,
  type Live,
  ledgerKey,
  type Plan,
  partHash,
  type Store,
  sha256,
  toolKeys,
} from '../model/index.ts'
import { decodeLedgerEntry } from '../records/index.ts'
import type { KeptReader } from './apply-request.ts'
import { type EarlierRequest, findEarlierApply } from './earlier-apply.ts'
import type { ApplyOutcome, MovedKey } from './outcome.ts'
import { ownedElsewhere } from './owners/take-keys.ts'
import { readLive } from './read-live.ts'
import { withdrawnAgain } from './withdrawn-again.ts'

/** Live state that is still what the plan saw, or why the plan cannot be applied to it. */
export type Rechecked =
  | { readonly kind: 'ready'; readonly live: Live; readonly plan: Plan }
  | { readonly kind: 'ended'; readonly outcome: ApplyOutcome }

/**
 * Reads live state anew, at one revision, and holds it against the plan: same cluster, owner and history; every
 * changed and read key byte for byte; nothing new under the managed prefixes. An apply to other keys in between is
 * no obstacle, nor is what others wrote where the plan leaves it to them: the plan that is given back has it.
 */
export async function recheck(store: Store, plan: Plan, kept?: KeptReader): Promise<Rechecked> {
  const keys = [...plan.changes, ...plan.reads].map(({ key }) => key)
  const cluster = await store.clusterId()
  if (cluster !== plan.cluster)
    return ended({ kind: 'wrong-cluster', planned: plan.cluster, actual: cluster })
  const live = await readLive(store, { home: plan, managedPrefixes: plan.managedPrefixes, keys })
  const current = kept?.refresh(plan, live) ?? plan
  const outcome =
    wrongOwner(plan, live) ??
    (await wentBack(store, plan, live)) ??
    (await carriedOut({ store, plan, live, kept })) ??
    notOurs(plan, live) ??
    (await stale(store, current, live))
  return outcome === undefined ? { kind: 'ready', live, plan: current } : ended(outcome)
}

/** What there is to say of a plan that was carried out before; undefined where it was not, as far as is known. */
export async function lookForEarlier(
  store: Store,
  plan: Plan,
  kept?: KeptReader,
): Promise<ApplyOutcome | undefined> {
  const checked = await recheck(store, plan, kept)
  if (checked.kind === 'ready') return undefined
  const { outcome } = checked
  const isEarlier =
    outcome.kind === 'already-applied' || (outcome.kind === 'stale' && outcome.appliedAs !== undefined)
  return isEarlier ? outcome : undefined
}

function ended(outcome: ApplyOutcome): Rechecked {
  return { kind: 'ended', outcome }
}

function wrongOwner(plan: Plan, { owner }: Live): ApplyOutcome | undefined {
  if (owner === undefined || (owner.workspace === plan.workspace && owner.environment === plan.environment)) {
    return undefined
  }
  return {
    kind: 'wrong-owner',
    owner: `${owner.workspace}/${owner.environment}`,
    expected: `${plan.workspace}/${plan.environment}`,
  }
}

/** A key has one owner: what another workspace took since the plan was made is not taken from it. */
function notOurs(plan: Plan, live: Live): ApplyOutcome | undefined {
  const owned = ownedElsewhere(plan, live)
  return owned.length === 0 ? undefined : { kind: 'owned-elsewhere', owned }
}

async function wentBack(store: Store, plan: Plan, live: Live): Promise<ApplyOutcome | undefined> {
  const seq = live.epoch?.seq ?? 0
  if (live.revision < plan.baseRevision) {
    return restored(`it is at revision ${live.revision}, the plan saw revision ${plan.baseRevision}`)
  }
  if (seq < plan.baseSeq) return restored(`it is at apply @${seq}, the plan saw apply @${plan.baseSeq}`)
  const applyId = await applyIdAt(store, plan, live)
  if (applyId === undefined || applyId === plan.baseApplyId) return undefined
  return restored(`its apply @${plan.baseSeq} is not the one that the plan saw`)
}

/** The id of the apply that the plan was based on, as the store has it now; undefined when it was trimmed. */
async function applyIdAt(store: Store, plan: Plan, { epoch }: Live): Promise<string | undefined> {
  if (plan.baseSeq === 0 || epoch === undefined) return undefined
  if (epoch.seq === plan.baseSeq) return epoch.applyId
  const [kv] = (await store.range({ key: ledgerKey(toolKeys(plan), plan.baseSeq) })).kvs
  return kv === undefined ? undefined : decodeLedgerEntry(kv).applyId
}

function restored(problem: string): ApplyOutcome {
  return { kind: 'store-went-back', problem: `the store is not the one that was planned against: ${problem}` }
}

async function carriedOut(seen: EarlierRequest): Promise<ApplyOutcome | undefined> {
  const { live } = seen
  const earlier = await findEarlierApply(seen)
  if (earlier === undefined) return undefined
  const { seq, moved } = earlier
  if (moved.length > 0) return { kind: 'stale', moved, appliedAs: seq }
  return { kind: 'already-applied', seq, revision: live.revision }
}

async function stale(store: Store, plan: Plan, live: Live): Promise<ApplyOutcome | undefined> {
  const moved = [
    ...movedKeys(plan, live),
    ...newKeys(plan, live),
    ...(await withdrawnAgain(store, plan, live)),
  ].sort((a, b) => (a.key < b.key ? -1 : 1))
  return moved.length === 0 ? undefined : { kind: 'stale', moved }
}

function movedKeys(plan: Plan, live: Live): MovedKey[] {
  return [
    ...plan.changes.flatMap((change) =>
      isGivenUp(change, live)
        ? [{ key: change.key, kind: 'given up' as const }]
        : movedChange(change, live.entries.get(change.key)),
    ),
    ...plan.reads.flatMap((read): MovedKey[] => {
      const { key, pointer, modRevision } = read
      const kv = live.entries.get(key)
      return partHash(kv?.value, pointer) === read.sha256 ? [] : [moved(key, modRevision > 0, kv)]
    }),
  ]
}

/** What is to be taken away or given up has to be ours still. */
function isGivenUp({ key, action }: Change, { index }: Live): boolean {
  return (action === 'delete' || action === 'release' || action === 'forget') && !index.has(key)
}

/** A hash tells contents apart, also after a restore. Of what holds a secret there is none: its revision has to do. */
function movedChange({ key, before }: Change, kv: KeyValue | undefined): MovedKey[] {
  if (before === null || kv === undefined) {
    return before === null && kv === undefined ? [] : [moved(key, before !== null, kv)]
  }
  const isSame = before.isWithheld
    ? kv.modRevision === before.modRevision
    : sha256(kv.value) === before.sha256
  if (!isSame) return [moved(key, true, kv)]
  return kv.lease !== '0' ? [{ key, kind: 'leased', revision: kv.modRevision }] : []
}

function moved(key: string, wasThere: boolean, kv: KeyValue | undefined): MovedKey {
  if (kv === undefined) return { key, kind: 'deleted' }
  return { key, kind: wasThere ? 'modified' : 'created', revision: kv.modRevision }
}

function newKeys(plan: Plan, live: Live): MovedKey[] {
  const touched = new Set([...plan.changes, ...plan.reads].map(({ key }) => key))
  return [...live.entries.values()]
    .filter((kv) => kv.createRevision > plan.baseRevision && !touched.has(kv.key))
    .filter((kv) => live.ownedElsewhere?.has(kv.key) !== true)
    .map((kv) => ({ key: kv.key, kind: 'created', revision: kv.createRevision }))
}
