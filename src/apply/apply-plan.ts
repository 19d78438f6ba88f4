import { type Live, type Plan, StoreError, type Txn, type TxnResult, toolKeys } from '../model/index.ts'
import type { ApplyRequest } from './apply-request.ts'
import { publishGenerations } from './collections/publish.ts'
import { sweepGenerations } from './collections/sweep.ts'
import { explainConflict } from './explain-conflict.ts'
import { fillChanges } from './fill-changes.ts'
import { type ApplyRecord, buildRecord } from './history/build-record.ts'
import { noteApply, transactionOf } from './history/note-apply.ts'
import { type HistoryKept, historyKept, planOwnTrim, removeBeside } from './history/own-trim.ts'
import { stageBlobs } from './history/stage-blobs.ts'
import { interruptibleStore } from './interruptible-store.ts'
import type { JournalEntry } from './journal.ts'
import { type ApplyOutcome, isAway } from './outcome.ts'
import { pendingParts, refusedByPending } from './pending/settle-pending.ts'
import { recheck } from './recheck.ts'
import { resolveApply } from './resolve-apply.ts'

/** Tries against writers that get in between; each is a new transaction after a definite no. */
const attempts = 3

/** More of them against writers of what the plan leaves to others: these do not stop. */
const attemptsAtKept = 30

/**
 * Applies a plan as one transaction: all of it, once, or nothing. Returns what became of it; whatever is said is
 * certain. Rejects only when the tool's own data or the journal is damaged, before anything is sent.
 */
export async function applyPlan(request: ApplyRequest): Promise<ApplyOutcome> {
  let last: ApplyOutcome | undefined
  for (let attempt = 1, lost = 0; attempt <= attempts + lost; attempt++) {
    const outcome = await applyOnce(request)
    if (lost < attemptsAtKept && isOnlyKept(outcome, request.plan)) lost++
    if (outcome.kind === 'stale' && last?.kind === 'conflict') {
      return { kind: 'conflict', moved: outcome.moved, problem: 'keys changed while the plan was applied' }
    }
    if (outcome.kind !== 'conflict') return outcome
    last = outcome
  }
  return last as ApplyOutcome // set in the first round
}

/** True when others wrote only where the plan leaves it to them, between the last look and the transaction. */
function isOnlyKept(outcome: ApplyOutcome, { changes }: Plan): boolean {
  if (outcome.kind !== 'conflict' || outcome.moved.length === 0) return false
  const kept = new Set(changes.flatMap((change) => (change.kept === undefined ? [] : [change.key])))
  return outcome.moved.every(({ key, kind }) => kind === 'modified' && kept.has(key))
}

async function applyOnce(request: ApplyRequest): Promise<ApplyOutcome> {
  const prepared = await prepareOrEnd(request)
  if ('kind' in prepared) return prepared
  const { entry, live, lease } = prepared
  await request.journal.write(entry)
  const outcome = await send(request, prepared)
  if (lease !== undefined && isCertainlyNot(outcome)) await giveBack(request, lease)
  if (outcome.kind === 'applied') await sweepGenerations({ ...request, live, revision: outcome.revision })
  return outcome
}

function isCertainlyNot({ kind }: ApplyOutcome): boolean {
  return kind !== 'applied' && kind !== 'unknown' && kind !== 'expired'
}

/** A lease that nothing hangs on runs out by itself too. */
async function giveBack({ store }: ApplyRequest, lease: string): Promise<void> {
  await store.revokeLease(lease).catch((error: unknown) => {
    if (!(error instanceof StoreError)) throw error
  })
}

/** A transaction with everything that it names in the store. */
interface Prepared {
  readonly live: Live
  readonly entry: JournalEntry
  readonly txn: Txn
  /** What becomes of the history if it succeeds. */
  readonly history: HistoryKept
  readonly unsigned: readonly string[]
  /** Of the time in which it may be confirmed. */
  readonly lease?: string
}

/** Nothing that happens here takes effect, so an interruption and a failing store end it at once. */
async function prepareOrEnd(request: ApplyRequest): Promise<Prepared | ApplyOutcome> {
  const { store, signal } = request
  try {
    const prepared = await prepare({ ...request, store: interruptibleStore(store, signal) })
    return signal?.aborted ? { kind: 'interrupted' } : prepared
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return signal?.aborted ? { kind: 'interrupted' } : notSent(error)
  }
}

async function prepare(asked: ApplyRequest): Promise<Prepared | ApplyOutcome> {
  asked.onProgress?.({ stage: 'checking' })
  const trim = await planOwnTrim(asked)
  const checked = await recheck(asked.store, asked.plan, asked.kept)
  if (checked.kind === 'ended') return checked.outcome
  const { live, plan } = checked
  const request = { ...asked, plan }
  const refused = refusedByPending(request, live)
  if (refused !== undefined) return refused
  if (isEmpty(request.plan)) return { kind: 'nothing-to-do', revision: live.revision }
  const filled = await fillChanges(request.plan, live, request.secretValues)
  if ('problem' in filled) return { kind: 'refused', code: 'invalid', problem: filled.problem }
  const published = await publishGenerations(request)
  if (published.kind === 'ended') return published.outcome
  const record = buildRecord(request.plan, live, request)
  const staging = await stage(request, record)
  const entry = noteApply(request, live)
  const { guards } = published
  const lease = request.awaits && (await request.store.grantLease(request.awaits.seconds)).id
  const keys = toolKeys(plan)
  const pending = pendingParts(request, { keys, live, seq: entry.seq, lease })
  const removing = removeBeside(trim, { keys, epoch: live.epoch, record })
  const { txn, isTrimming } = transactionOf(request, live, {
    record,
    entry,
    guards,
    filled,
    pending,
    removing: removing?.operations ?? [],
  })
  await staging()
  const history = historyKept(trim, isTrimming ? removing?.removed : undefined)
  const { unsigned } = record
  return { live, entry, txn, history, unsigned, ...(lease !== undefined && { lease }) }
}

function isEmpty(plan: Plan): boolean {
  if (plan.protectionBefore !== undefined) return false
  return plan.changes.length + (plan.suppresses?.length ?? 0) + (plan.unsuppresses?.length ?? 0) === 0
}

async function stage(
  { store, plan, onProgress }: ApplyRequest,
  { blobs }: ApplyRecord,
): Promise<() => Promise<void>> {
  const total = blobs.length
  onProgress?.({ stage: 'staging', done: 0, total })
  return await stageBlobs(store, toolKeys(plan), {
    blobs,
    onStaged: (done) => onProgress?.({ stage: 'staging', done, total }),
  })
}

async function send(
  request: ApplyRequest,
  { entry, txn, history, unsigned }: Prepared,
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
    return notSent(error)
  }
  await journal.remove(entry.applyId)
  if (!result.succeeded) return explainConflict(result, txn.failure, entry)
  const { seq } = entry
  const applied = { kind: 'applied', revision: result.revision, seq, keys: plan.changes.length } as const
  return { ...applied, history, ...(unsigned.length > 0 && { unsigned }) }
}

/** Nothing was sent that could take effect, or it was refused as a whole. */
function notSent(error: StoreError): ApplyOutcome {
  if (error.code === 'went-back') return { kind: 'store-went-back', problem: error.message }
  return isAway(error)
    ? { kind: 'unreachable', problem: error.message }
    : { kind: 'refused', code: error.code, problem: error.message }
}
