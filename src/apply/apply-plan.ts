import { randomUUID } from 'node:crypto'
import { type Live, type Plan, type Store, StoreError, type TxnResult, toolKeys } from '../model/index.ts'
import { type ApplyRecord, buildRecord } from './build-record.ts'
import { buildTransaction } from './build-transaction.ts'
import { type Clock, systemClock } from './clock.ts'
import { fenceApply, type Verdict } from './fence.ts'
import type { Identity } from './identity.ts'
import type { Journal, JournalEntry } from './journal.ts'
import type { ApplyOutcome, MovedKey } from './outcome.ts'
import { kvsOf } from './read-blobs.ts'
import { recheck } from './recheck.ts'
import { stageBlobs } from './stage-blobs.ts'

/** Tries against writers that get in between; each is a new transaction after a definite no. */
const attempts = 3

/** How long an unclear answer may be fenced before the outcome stays unknown. */
const defaultResolveMilliseconds = 30_000

/** One apply. */
export interface ApplyRequest {
  readonly store: Store
  readonly plan: Plan
  readonly journal: Journal
  readonly identity: Identity
  /** The time for the ledger. */
  readonly now: Date
  readonly onProgress?: (progress: ApplyProgress) => void
  readonly resolveMilliseconds?: number
  readonly clock?: Clock
  /** Draws ids; tests bring their own. */
  readonly newId?: () => string
}

/** Where an apply is; `done` of `total` blobs while staging, attempts while resolving. */
export interface ApplyProgress {
  readonly stage: 'checking' | 'staging' | 'sending' | 'resolving'
  readonly done?: number
  readonly total?: number
}

/**
 * Applies a plan as one transaction: all of it, once, or nothing. Returns what became of it; whatever is said is
 * certain. Rejects only when the tool's own data or the journal is damaged, before anything is sent.
 */
export async function applyPlan(request: ApplyRequest): Promise<ApplyOutcome> {
  let last: ApplyOutcome | undefined
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const outcome = await applyOnce(request)
    if (outcome.kind === 'stale' && last?.kind === 'conflict') {
      return { kind: 'conflict', moved: outcome.moved, problem: 'keys changed while the plan was applied' }
    }
    if (outcome.kind !== 'conflict') return outcome
    last = outcome
  }
  return last as ApplyOutcome // set in the first round
}

async function applyOnce(request: ApplyRequest): Promise<ApplyOutcome> {
  try {
    request.onProgress?.({ stage: 'checking' })
    const checked = await recheck(request.store, request.plan)
    if (checked.kind === 'ended') return checked.outcome
    if (isEmpty(request.plan)) return { kind: 'nothing-to-do', revision: checked.live.revision }
    const record = buildRecord(request.plan, checked.live)
    await stage(request, record)
    const entry = journalEntry(request, checked.live)
    await request.journal.write(entry)
    return await send(request, entry, transactionOf(request, checked.live, { record, entry }))
  } catch (error) {
    if (error instanceof StoreError) return notSent(error)
    throw error
  }
}

function isEmpty(plan: Plan): boolean {
  return plan.changes.length + (plan.suppresses?.length ?? 0) + (plan.unsuppresses?.length ?? 0) === 0
}

async function stage({ store, plan, onProgress }: ApplyRequest, { blobs }: ApplyRecord): Promise<void> {
  const total = blobs.length
  onProgress?.({ stage: 'staging', done: 0, total })
  await stageBlobs(store, toolKeys(plan.prefix), {
    blobs,
    onStaged: (done) => onProgress?.({ stage: 'staging', done, total }),
  })
}

function journalEntry({ plan, identity, now, newId = randomUUID }: ApplyRequest, live: Live): JournalEntry {
  const { epoch, manifest } = live
  return {
    formatVersion: 1,
    applyId: newId(),
    fenceId: newId(),
    cluster: live.cluster,
    prefix: plan.prefix,
    seq: (epoch?.seq ?? 0) + 1,
    lineage: epoch?.lineage ?? newId(),
    epoch:
      epoch === undefined
        ? null
        : {
            applyId: epoch.applyId,
            modRevision: epoch.modRevision,
            value: Buffer.from(epoch.value).toString('base64'),
          },
    ...(manifest === undefined ? {} : { manifest }),
    revision: live.revision,
    who: identity.who,
    ...(identity.commit === undefined ? {} : { commit: identity.commit }),
    ...(identity.message === undefined ? {} : { message: identity.message }),
    when: now.toISOString(),
    plan,
  }
}

function transactionOf(
  { plan }: ApplyRequest,
  live: Live,
  { record, entry }: { readonly record: ApplyRecord; readonly entry: JournalEntry },
) {
  const { seq, applyId, who, when, commit, message, lineage } = entry
  return buildTransaction({
    keys: toolKeys(plan.prefix),
    plan,
    live,
    owner: { workspace: plan.workspace, environment: plan.environment },
    lineage,
    record,
    entry: {
      seq,
      applyId,
      kind: plan.kind,
      who,
      when,
      planDigest: plan.digest,
      manifest: record.manifest,
      ...(commit === undefined ? {} : { commit }),
      ...(message === undefined ? {} : { message }),
    },
  })
}

async function send(
  request: ApplyRequest,
  entry: JournalEntry,
  txn: ReturnType<typeof buildTransaction>,
): Promise<ApplyOutcome> {
  const { store, journal, plan, onProgress } = request
  onProgress?.({ stage: 'sending' })
  let result: TxnResult
  try {
    result = await store.txn(txn)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (error.outcome === 'unknown') return await resolveApply(request, entry)
    await journal.remove(entry.applyId)
    if (error.code === 'key-not-found')
      return { kind: 'conflict', moved: [], problem: 'a key was deleted meanwhile' }
    return { kind: 'refused', code: error.code, problem: error.message }
  }
  await journal.remove(entry.applyId)
  if (!result.succeeded) return conflict(result, txn.failure, entry)
  return { kind: 'applied', revision: result.revision, seq: entry.seq, keys: plan.changes.length }
}

/** What moved, as the failure branch saw it. */
function conflict(
  { results }: TxnResult,
  failure: ReturnType<typeof buildTransaction>['failure'],
  entry: JournalEntry,
): ApplyOutcome {
  const moved = failure.slice(3).flatMap((operation, index): MovedKey[] => {
    if (operation.kind !== 'range') return []
    const kv = kvsOf(results[index + 3])[0]
    if (kv === undefined)
      return entryExpects(entry, operation.key) ? [{ key: operation.key, kind: 'deleted' }] : []
    if (kv.modRevision <= entry.revision) return []
    return [{ key: kv.key, kind: 'modified', revision: kv.modRevision }]
  })
  const epochMoved = (kvsOf(results[0])[0]?.modRevision ?? 0) !== (entry.epoch?.modRevision ?? 0)
  return {
    kind: 'conflict',
    moved,
    problem: epochMoved ? 'another apply got in between' : 'keys changed meanwhile',
  }
}

function entryExpects({ plan }: JournalEntry, key: string): boolean {
  return [
    ...plan.changes.filter((change) => change.before !== null),
    ...plan.reads.filter((read) => read.modRevision > 0),
  ].some((seen) => seen.key === key)
}

/** Finds out what became of an apply in the journal, by a fence, and says it. */
export async function resolveApply(
  request: Pick<ApplyRequest, 'store' | 'journal' | 'now' | 'onProgress' | 'resolveMilliseconds' | 'clock'>,
  entry: JournalEntry,
): Promise<ApplyOutcome> {
  const verdict = await fenceApply({
    store: request.store,
    entry,
    when: request.now.toISOString(),
    clock: request.clock ?? systemClock,
    withinMilliseconds: request.resolveMilliseconds ?? defaultResolveMilliseconds,
    onAttempt: (attempt) => request.onProgress?.({ stage: 'resolving', done: attempt }),
  })
  if (verdict.kind !== 'unresolved') await request.journal.remove(entry.applyId)
  return outcomeOf(verdict, request.journal, entry)
}

function outcomeOf(verdict: Verdict, journal: Journal, entry: JournalEntry): ApplyOutcome {
  switch (verdict.kind) {
    case 'applied':
      return { ...verdict, keys: entry.plan.changes.length }
    case 'not-applied':
      return {
        kind: 'fenced',
        seq: verdict.seq,
        problem: 'the answer was lost; the apply did not happen and no longer can',
      }
    case 'expired':
    case 'store-went-back':
      return verdict
    case 'unresolved':
      return { kind: 'unknown', journal: journal.describe(entry.applyId), problem: verdict.problem }
    default:
      return verdict satisfies never
  }
}

/** Reading or staging failed: nothing was sent that could take effect. */
function notSent(error: StoreError): ApplyOutcome {
  const isOut = ['unreachable', 'timeout', 'no-leader', 'closed'].includes(error.code)
  return isOut
    ? { kind: 'unreachable', problem: error.message }
    : { kind: 'refused', code: error.code, problem: error.message }
}
