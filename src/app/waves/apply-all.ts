import { exitCodeOf } from '../../apply/index.ts'
import { exitCodes, hasChanges, type PendingApply } from '../../model/index.ts'
import type { ApplyResult } from '../apply/apply-result.ts'
import { refuseExpiredWaivers } from '../apply/expired-waivers.ts'
import { refuseOlderCommit } from '../apply/older-commit.ts'
import { refuseSilentOverwrite } from '../apply/overwrite-drift.ts'
import { isDigest, refuseUnreviewed, refuseUnsigned } from '../apply/require-approval.ts'
import { secretsOf } from '../apply/secrets-of-plans.ts'
import type { Context, Reviewer } from '../context.ts'
import { withCompiledEnvironment } from '../environment/with-environment.ts'
import { Failure, InvalidInput } from '../failure.ts'
import { planEnvironment } from '../plan/plan-environment.ts'
import { isSound, type PlannedEnvironment, type SoundPlan } from '../plan/reviewed-plan.ts'
import { pendingBefore, rollOut } from '../rollout/roll-out.ts'
import type { RolloutRequest } from '../rollout/rollout-request.ts'
import { settleBeforeApply } from '../rollout/settle-expired.ts'
import { commandSpeller } from '../spell-command.ts'
import { planEach } from './plan-all.ts'
import { digestOfAll, type PlannedAll, soundPlans } from './planned-all.ts'
import type { Wave } from './waves-of.ts'

export interface ApplyAllRequest {
  /** Of all plans together: only what has it is applied. */
  readonly approved?: string
  /** Done for each environment before the next one is begun. */
  readonly rollout: RolloutRequest
}

/** Whoever answers for it is asked once a wave, and told of each environment as soon as it is through. */
export interface WavesReviewer extends Reviewer<PlannedAll> {
  readonly tell: (ended: EndedOne) => Promise<void>
}

/** What became of one environment. */
export interface EndedOne {
  readonly environment: string
  readonly result: ApplyResult | Failure
}

export type AppliedAll =
  /** Not every environment could be planned, or takes its plan: nothing was applied. */
  | { readonly kind: 'not-planned'; readonly all: PlannedAll }
  /** The plans made now are not the approved ones: nothing was applied. */
  | {
      readonly kind: 'not-approved'
      readonly all: PlannedAll
      readonly approved: string
      readonly digest: string
    }
  | {
      readonly kind: 'ended'
      readonly all: PlannedAll
      readonly ended: readonly EndedOne[]
      /** Environments with changes that were left alone, as one before them failed. */
      readonly notReached: readonly string[]
    }

/**
 * Plans every environment, has all of it reviewed, and applies it wave by wave; what fails first ends it. Nothing is
 * applied unless every environment can be. What was planned is what is applied: live state that moved meanwhile refuses it.
 */
export async function applyAll(
  request: ApplyAllRequest,
  context: Context,
  reviewer: WavesReviewer,
): Promise<AppliedAll> {
  const { approved, rollout } = request
  if (approved !== undefined) isDigest(approved, '', '--approved')
  const all = await planEach(context, (named) => planForApply(named, request))
  const plans = soundPlans(all)
  if (plans === undefined) return { kind: 'not-planned', all }
  const digest = digestOfAll([...plans.values()].map(({ plan }) => plan))
  if (approved !== undefined && !isDigest(approved, digest, '--approved'))
    return { kind: 'not-approved', all, approved, digest }
  await reviewer.show(all)
  const ended: EndedOne[] = []
  for (const wave of all.waves) {
    if (context.signal.aborted) return { kind: 'ended', all, ended, notReached: notReached(plans, ended) }
    const changing = wave.environments.filter((name) => hasChanges((plans.get(name) as SoundPlan).plan))
    if (changing.length > 0) await agreeTo(wave, changing, { context, reviewer })
    for (const environment of wave.environments) {
      const planned = plans.get(environment) as SoundPlan // sound, or nothing is applied
      const one = { environment, result: await applyOne(planned, rollout, { ...context, environment }) }
      ended.push(one)
      await reviewer.tell(one)
      if (!isDone(one.result) || context.signal.aborted)
        return { kind: 'ended', all, ended, notReached: notReached(plans, ended) }
    }
  }
  return { kind: 'ended', all, ended, notReached: [] }
}

/** As an apply of this environment alone would plan; whatever keeps that from being applied is found now, before any is. */
async function planForApply(
  context: Context,
  { approved, rollout }: ApplyAllRequest,
): Promise<PlannedEnvironment> {
  return await withCompiledEnvironment(context, async (open) => {
    await settleBeforeApply(open, context)
    const planned = await planEnvironment(open, context, { areSecretsResolved: approved === undefined })
    const { live } = planned.made
    const refuse = approved === undefined ? refuseUnreviewed : refuseUnsigned
    refuse(open, live, context)
    if (!isSound(planned)) return planned
    const { plan } = planned
    if (approved === undefined) refuseSilentOverwrite(plan, live, context)
    refuseExpiredWaivers(plan, context)
    const pending = await pendingBefore(plan, open, rollout)
    if (pending !== undefined) throw waitsFirst(pending, context)
    if (!hasChanges(plan)) return planned
    await refuseOlderCommit(plan, open, context)
    const secretValues = planned.secretValues ?? (await secretsOf([plan], open, context))
    return { ...planned, secretValues }
  })
}

function waitsFirst({ seq, who, kind }: PendingApply, context: Context): Failure {
  const spell = commandSpeller(context, context.environment)
  const what = kind === 'canary' ? 'a canary stands since' : 'what waits to be confirmed is'
  const back = `take it back: ${spell('rollback')}`
  const help = kind === 'canary' ? back : `let it stand: ${spell(`confirm ${seq}`)}\n${back}`
  return new Failure(exitCodes.conflict, `${what} @${seq}, by ${who}`, { help })
}

async function agreeTo(
  { number }: Wave,
  names: readonly string[],
  { context, reviewer }: { readonly context: Context; readonly reviewer: WavesReviewer },
): Promise<void> {
  if (context.permissions.isAgreed) return
  await reviewer.agree({ task: 'apply', environment: names.join(', '), storeName: `wave ${number}` })
}

/** The plan was shown and agreed to; a failure is the result, as others may stand already. */
async function applyOne(
  { plan, secretValues }: SoundPlan,
  rollout: RolloutRequest,
  context: Context,
): Promise<ApplyResult | Failure> {
  const agreed = { ...context, permissions: { ...context.permissions, isAgreed: true } }
  const reviewer = { show: () => {}, agree: async () => {} }
  try {
    return await withCompiledEnvironment(agreed, (open) =>
      rollOut(plan, open, { context: agreed, reviewer, rollout, ...(secretValues && { secretValues }) }),
    )
  } catch (error) {
    if (error instanceof Failure) return error
    if (error instanceof InvalidInput) return brokenMeanwhile(context)
    throw error
  }
}

function brokenMeanwhile(context: Context): Failure {
  const help = `see them: ${commandSpeller(context)('check')}`
  return new Failure(exitCodes.invalid, 'the sources have errors by now', { help })
}

/** False where the next environment is not to be begun. */
function isDone(result: ApplyResult | Failure): boolean {
  if (result instanceof Error) return false
  if (result.kind === 'nothing-to-apply') return isRun(result)
  if (result.kind !== 'outcomes' || result.canary !== undefined) return false
  return result.outcomes.every((outcome) => exitCodeOf(outcome) === exitCodes.done) && isRun(result)
}

function isRun({ rollout }: { readonly rollout?: { readonly ended: string } }): boolean {
  return rollout === undefined || rollout.ended === 'all-run'
}

function notReached(plans: ReadonlyMap<string, SoundPlan>, ended: readonly EndedOne[]): string[] {
  const begun = new Set(ended.map(({ environment }) => environment))
  return [...plans].filter(([name, { plan }]) => !begun.has(name) && hasChanges(plan)).map(([name]) => name)
}
