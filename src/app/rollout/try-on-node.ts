import { readLive, readPending } from '../../apply/index.ts'
import {
  exitCodes,
  isWrite,
  memberStatusPrefix,
  type PendingApply,
  type Plan,
  prefixEnd,
  StoreError,
} from '../../model/index.ts'
import type { AppliedResult } from '../apply/apply-result.ts'
import { type CarryOut, carryOut } from '../apply/carry-out.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import { Failure } from '../failure.ts'
import type { UndoableEnvironment } from '../plan/plan-undo.ts'
import { groupDocuments } from './changed-documents.ts'
import { type Canary, canaryOf, canaryPlan, planAfterCanary } from './plan-canary.ts'
import type { Rollout, TakenBack } from './rollout.ts'
import { nobody, takeBack } from './take-back.ts'
import { waitForMembers } from './wait-for-members.ts'

/** A node that runs what a plan says, before any other. */
export interface Tried {
  /** The plan for all, which ends the canary. */
  readonly plan: Plan
  readonly ends: PendingApply
  readonly passing: readonly string[]
  readonly canary: Rollout
}

interface Trial extends CarryOut {
  readonly node: string
  readonly milliseconds: number
}

/** How long a canary stands beyond its wait, should whoever tried it be gone. */
const marginSeconds = 60

/**
 * Asks, writes what a node reads of a plan as documents of that node, and waits until its members run them. Where they do not,
 * or are not waited for to the end, that is taken back, and what came of it is the result.
 */
export async function tryOnNode(
  plan: Plan,
  open: UndoableEnvironment,
  trial: Trial,
): Promise<Tried | AppliedResult> {
  const { context, reviewer, node, milliseconds } = trial
  const { store, environment, directory } = open
  const request = {
    home: environment,
    managedPrefixes: plan.managedPrefixes,
    keys: plan.changes.map(({ key }) => key),
  }
  const live = await readLive(store, request)
  const canary = canaryOf(plan, node, { live, alive: await aliveOn(node, open) })
  if (canary.changes.length === 0) throw nothingToTry(canary, node)
  const storeName = describeStore(store, directory)
  if (!context.permissions.isAgreed)
    await reviewer.agree({ task: plan.kind, environment: environment.name, storeName })
  const seconds = Math.ceil(milliseconds / 1000) + marginSeconds
  const result = await carryOut(canaryPlan(plan, canary, live), open, {
    ...{ context: { ...agreed(context), message: `canary on ${node}` }, reviewer: nobody },
    awaits: { kind: 'canary', seconds, node },
    ...(trial.signed && { signed: trial.signed }),
  })
  if (result.kind !== 'outcomes') throw new Error('a canary has changes')
  const [outcome] = result.outcomes
  if (outcome?.kind !== 'applied') return result
  const { seq, revision } = outcome
  const { pending, ...members } = await waitOn(canary, open, { ...trial, revision })
  if (members.ended === 'all-run' && pending?.seq === seq) {
    const passing = canary.changes.map(({ key }) => key)
    return { plan: planAfterCanary(plan, canary, revision), ends: pending, passing, canary: members }
  }
  const takenBack = await takeCanaryBack(seq, open, context)
  return { ...result, outcomes: [], canary: { node, rollout: { ...members, takenBack } } }
}

/** Whatever it is that ends it, nothing stays behind: an interruption does not stop this, and an etcd that is away is told. */
export async function takeCanaryBack(
  seq: number,
  open: UndoableEnvironment,
  context: Context,
): Promise<TakenBack> {
  const message = 'the canary is over'
  const { signal } = new AbortController()
  try {
    const pending = await readPending(open.store, open.environment)
    const ends = pending && { pending: { ...pending, isExpired: false } }
    return await takeBack({ seq, message, ...ends }, open, { ...context, signal })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { kind: 'failed', problem: error.message }
  }
}

function agreed(context: Context): Context {
  return { ...context, permissions: { ...context.permissions, isAgreed: true } }
}

/** `pending`: the record of the canary. An etcd that is away has not said that anybody runs it. */
async function waitOn(
  { changes }: Canary,
  { store, environment }: UndoableEnvironment,
  { context, node, milliseconds, revision }: Trial & { readonly revision: number },
): Promise<Rollout & { readonly pending?: PendingApply }> {
  const { prefix } = environment
  const documents = groupDocuments(prefix, changes.filter(isWrite))
  const request = { store, prefix, documents, since: revision, milliseconds, node, signal: context.signal }
  try {
    const pending = await readPending(store, environment)
    const { kind, members } = await context.withProgress(`trying on ${node}`, () => waitForMembers(request))
    return { ended: kind, members, ...(pending && { pending }) }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { ended: 'expired', members: [], problem: error.message }
  }
}

/** Components that have a member on the node. */
async function aliveOn(
  node: string,
  { store, environment }: UndoableEnvironment,
): Promise<ReadonlySet<string>> {
  const key = memberStatusPrefix(environment.prefix)
  const { kvs } = await store.range({ key, end: prefixEnd(key), keysOnly: true })
  const parts = kvs.map((kv) => kv.key.slice(key.length).split('/'))
  return new Set(
    parts.flatMap(([component = '', on, ...rest]) => (on === node && rest.length === 0 ? [component] : [])),
  )
}

function nothingToTry({ untried }: Canary, node: string): Failure {
  const lines = [...untried].map(([key, why]) => `${key}: ${why}`)
  return new Failure(
    exitCodes.refused,
    `nothing of this plan can be tried on ${node} first\n${lines.join('\n')}`,
    {
      help: 'choose a node whose members read what changes (appia status), or leave out --canary',
    },
  )
}
