import { dropPending, readNewestApply, readPending } from '../../apply/index.ts'
import { exitCodes, type PendingApply } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'
import type { UndoableEnvironment } from '../plan/plan-undo.ts'
import { commandSpeller } from '../spell-command.ts'
import type { TakenBack } from './rollout.ts'
import { takeBack } from './take-back.ts'

/** What was done about an apply whose time to be confirmed is over. */
export interface Settled {
  readonly pending: PendingApply
  /** `superseded`: an older appia, which does not look, has applied on top of it: it stands. */
  readonly kind: 'taken-back' | 'superseded' | 'failed'
  readonly problem?: string
}

/**
 * Takes an apply back that nobody has confirmed in time: of any number who try, one does. Undefined where there is none, or
 * somebody else was quicker. Throws `StoreError`.
 */
export async function settleExpired(
  open: UndoableEnvironment,
  context: Context,
): Promise<Settled | undefined> {
  const { store, environment } = open
  const pending = await readPending(store, environment)
  if (pending?.isExpired !== true) return undefined
  const { seq } = pending
  const newest = await readNewestApply(store, environment)
  if (newest !== undefined && newest.seq > seq) {
    const isDropped = await dropPending(store, environment, pending)
    return isDropped ? { pending, kind: 'superseded' } : undefined
  }
  const takenBack = await takeBack({ seq, pending, message: whyText(pending) }, open, context)
  if (takenBack.kind === 'outcome' && takenBack.outcome.kind === 'applied')
    return { pending, kind: 'taken-back' }
  if (!(await stillWaits(open, pending))) return undefined
  return { pending, kind: 'failed', problem: problemOf(takenBack) }
}

async function stillWaits(
  { store, environment }: UndoableEnvironment,
  pending: PendingApply,
): Promise<boolean> {
  return (await readPending(store, environment))?.modRevision === pending.modRevision
}

function problemOf(takenBack: TakenBack): string {
  switch (takenBack.kind) {
    case 'outcome':
      return 'problem' in takenBack.outcome ? takenBack.outcome.problem : takenBack.outcome.kind
    case 'not-planned':
      return takenBack.diagnostics.map(({ message }) => message).join('; ')
    case 'failed':
      return takenBack.problem
    default:
      return takenBack satisfies never
  }
}

/** Before an apply: what has expired is taken back first. Throws a `Failure` where it cannot be. */
export async function settleBeforeApply(open: UndoableEnvironment, context: Context): Promise<void> {
  const settled = await settleExpired(open, context)
  if (settled === undefined) return
  if (settled.kind !== 'failed') return context.onWarning?.(settledText(settled))
  const spell = commandSpeller(context, open.environment.name)
  const help = `take it back by hand: ${spell('rollback')}`
  throw new Failure(exitCodes.conflict, `not applied: ${settledText(settled)}`, { help })
}

/** One sentence, without a full stop. */
export function settledText({ pending, kind, problem }: Settled): string {
  const why = whyText(pending)
  switch (kind) {
    case 'taken-back':
      return `${why}, and is taken back`
    case 'superseded':
      return `${why}, but another apply came on top of it: it stands`
    case 'failed':
      return `${why}, and could not be taken back: ${problem}`
    default:
      return kind satisfies never
  }
}

function whyText({ kind, seq, seconds, node = '' }: PendingApply): string {
  return kind === 'canary'
    ? `the canary on ${node} (@${seq}) was left behind`
    : `@${seq} was not confirmed within ${seconds} s`
}
