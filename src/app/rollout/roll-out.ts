import { readLive, readPending } from '../../apply/index.ts'
import {
  hasChanges,
  isWrite,
  memberStatusPrefix,
  type PendingApply,
  type Plan,
  prefixEnd,
  StoreError,
} from '../../model/index.ts'
import type { AppliedResult, NothingToApply } from '../apply/apply-result.ts'
import { type CarryOut, carryOut } from '../apply/carry-out.ts'
import { secretsOf } from '../apply/secrets-of-plans.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import type { UndoableEnvironment } from '../plan/plan-undo.ts'
import { type ChangedDocument, groupDocuments } from './changed-documents.ts'
import type { MemberStanding } from './member-standing.ts'
import type { Rollout } from './rollout.ts'
import type { RolloutRequest } from './rollout-request.ts'
import { takeBack } from './take-back.ts'
import { takeCanaryBack, tryOnNode } from './try-on-node.ts'
import { type Waited, waitForMembers } from './wait-for-members.ts'

/** How long the members on the node may take where nothing was said. */
const defaultCanaryMilliseconds = 90_000

export interface RollOut extends CarryOut {
  readonly rollout: RolloutRequest
}

type Result = AppliedResult | NothingToApply

/** Carries a plan out, and then does what was asked of its rollout. */
export async function rollOut(plan: Plan, open: UndoableEnvironment, options: RollOut): Promise<Result> {
  const { rollout } = options
  const pending = await pendingBefore(plan, open, rollout)
  if (pending !== undefined) return unconfirmed(pending, open)
  if (rollout.canary !== undefined && hasChanges(plan))
    return await rollOutAfterCanary(plan, rollout.canary, open, options)
  return await rollOutToAll(plan, open, options)
}

/** For one node first; where the rest does not come about then, nothing stays there. What all need is at hand before. */
async function rollOutAfterCanary(
  plan: Plan,
  node: string,
  open: UndoableEnvironment,
  options: RollOut,
): Promise<Result> {
  const { context, rollout } = options
  const milliseconds = rollout.waitMilliseconds ?? defaultCanaryMilliseconds
  const secretValues = options.secretValues ?? (await secretsOf([plan], open, context))
  const tried = await tryOnNode(plan, open, { ...options, node, milliseconds })
  if ('kind' in tried) return tried
  const { ends, passing } = tried
  const permissions = { ...context.permissions, isAgreed: true }
  const agreed = { ...options, context: { ...context, permissions }, secretValues, ends, passing }
  const result = await rollOutToAll(tried.plan, open, agreed)
  if (result.kind === 'outcomes' && !mayHaveEnded(result)) {
    const takenBack = await takeCanaryBack(ends.seq, open, context)
    return { ...result, canary: { node, rollout: { ...tried.canary, takenBack } } }
  }
  return result
}

/** Applied, or nobody knows yet: then `apply --resume` finds out. */
function mayHaveEnded({ outcomes: [outcome] }: AppliedResult): boolean {
  return outcome?.kind === 'applied' || outcome?.kind === 'unknown'
}

async function rollOutToAll(plan: Plan, open: UndoableEnvironment, options: RollOut): Promise<Result> {
  const { rollout } = options
  const { confirmWithinSeconds: seconds } = rollout
  const awaits = seconds === undefined ? {} : { awaits: { kind: 'confirm', seconds } as const }
  const result = await carryOut(plan, open, { ...options, ...awaits })
  const isApplied = result.kind === 'outcomes' && appliedSeq(result) !== undefined
  return await afterApply({ ...result, ...(isApplied && awaits) }, plan, open, options)
}

/**
 * What waits to be confirmed, and is in the way of any other apply: nobody is asked to agree to one. Throws `StoreError`
 * where members are to be waited for and may not be seen.
 */
export async function pendingBefore(
  plan: Plan,
  open: UndoableEnvironment,
  { waitMilliseconds, canary }: RolloutRequest,
): Promise<PendingApply | undefined> {
  if ((waitMilliseconds ?? canary) !== undefined) await requireStatuses(open)
  return hasChanges(plan) ? await readPending(open.store, open.environment) : undefined
}

function unconfirmed(pending: PendingApply, open: UndoableEnvironment): AppliedResult {
  const { store, environment, directory } = open
  return {
    kind: 'outcomes',
    outcomes: [{ kind: 'unconfirmed', pending }],
    environment: environment.name,
    storeName: describeStore(store, directory),
  }
}

/** Whoever may not see members is told so before anything is applied. Throws `StoreError`. */
async function requireStatuses({ store, environment }: UndoableEnvironment): Promise<void> {
  const key = memberStatusPrefix(environment.prefix)
  await store.range({ key, end: prefixEnd(key), countOnly: true })
}

/** What was applied, now or before, is waited for, and taken back where that was asked for. */
export async function afterApply<Applied extends Result>(
  result: Applied,
  plan: Plan,
  open: UndoableEnvironment,
  { rollout, context }: Pick<RollOut, 'rollout' | 'context'>,
): Promise<Applied> {
  const { waitMilliseconds } = rollout
  const revision = standingRevision(result)
  if (waitMilliseconds === undefined || revision === undefined) return result
  const waited = await wait(await documentsToRun(result, plan, open), open, {
    ...{ context, milliseconds: waitMilliseconds, since: revision },
  })
  const seq = result.kind === 'outcomes' ? appliedSeq(result) : undefined
  const isUndone = waited.ended === 'expired' && rollout.orRollback === true && seq !== undefined
  const takenBack = isUndone ? await takeBack({ seq }, open, context) : undefined
  return { ...result, rollout: { ...waited, ...(takenBack && { takenBack }) } }
}

/** The revision from which on everything that members run is what was wanted, or newer; undefined where nothing was applied. */
function standingRevision(result: Result): number | undefined {
  if (result.kind === 'nothing-to-apply') return Number.POSITIVE_INFINITY
  const [outcome] = result.outcomes
  if (outcome?.kind === 'applied') return outcome.revision
  const isStanding = outcome?.kind === 'already-applied' || outcome?.kind === 'nothing-to-do'
  return isStanding ? Number.POSITIVE_INFINITY : undefined
}

function appliedSeq({ outcomes: [outcome] }: AppliedResult): number | undefined {
  return outcome?.kind === 'applied' ? outcome.seq : undefined
}

/** Of an apply, what it changed; where nothing was left to apply, everything that is managed. */
async function documentsToRun(
  result: Result,
  plan: Plan,
  { store, environment }: UndoableEnvironment,
): Promise<ChangedDocument[]> {
  const { prefix } = environment
  if (result.kind === 'outcomes') return groupDocuments(prefix, plan.changes.filter(isWrite))
  const { index } = await readLive(store, { home: environment })
  return groupDocuments(
    prefix,
    [...index].map(([key, indexed]) => ({ key, ...indexed })),
  )
}

/** An etcd that is away does not undo the apply, nor hide it. */
async function wait(
  documents: readonly ChangedDocument[],
  { store, environment }: UndoableEnvironment,
  { context, ...rest }: { context: Context; milliseconds: number; since: number },
): Promise<Rollout> {
  const { prefix } = environment
  return await context.withProgress('waiting', async (report) => {
    const onStandings = (standings: readonly MemberStanding[]) => {
      const done = standings.filter(({ state }) => state === 'runs').length
      const late = standings.find(({ state }) => state !== 'runs')
      const missing = late && `${late.member}: ${late.reason}`
      report({ done, total: standings.length, unit: 'members', ...(missing && { missing }) })
    }
    try {
      const { signal } = context
      return rolloutOf(await waitForMembers({ store, prefix, documents, signal, onStandings, ...rest }))
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      return { ended: 'expired', members: [], problem: error.message }
    }
  })
}

function rolloutOf({ kind, members }: Waited): Rollout {
  return { ended: kind, members }
}
