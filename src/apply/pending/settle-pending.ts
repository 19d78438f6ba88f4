import type { Compare, Live, Operation, PendingApply, ToolKeys } from '../../model/index.ts'
import { encodePending } from '../../records/index.ts'
import type { ApplyRequest } from '../apply-request.ts'
import { absent, pendingGuard } from '../guards.ts'
import type { ApplyOutcome } from '../outcome.ts'

/** The part of an apply's transaction that has to do with applies that wait to be confirmed. */
export interface PendingParts {
  readonly compare: readonly Compare[]
  readonly operations: readonly Operation[]
}

/** Why an apply may not come on top of what waits to be confirmed: a rollback ends it, and so does who was told to. */
export function refusedByPending(
  { plan, ends }: Pick<ApplyRequest, 'plan' | 'ends'>,
  { pending }: Live,
): ApplyOutcome | undefined {
  if (ends !== undefined && ends.modRevision !== pending?.modRevision)
    return { kind: 'conflict', moved: [], problem: 'it was confirmed or taken back in between' }
  if (pending === undefined || ends !== undefined || plan.kind === 'rollback') return undefined
  return { kind: 'unconfirmed', pending }
}

/** Guards on what was read, and writes what is to wait from now on, if anything. `lease`: of the time that it may take. */
export function pendingParts(
  { awaits, ends, author, now }: Pick<ApplyRequest, 'awaits' | 'ends' | 'author' | 'now'>,
  {
    keys,
    live,
    seq,
    lease,
  }: {
    readonly keys: ToolKeys
    readonly live: Live
    readonly seq: number
    readonly lease: string | undefined
  },
): PendingParts {
  const compare = guardsOf(keys, live.pending, ends?.isExpired === true)
  if (awaits !== undefined && lease !== undefined) {
    const record = { ...awaits, seq, who: author.who, when: now.toISOString() }
    const operations: Operation[] = [
      { kind: 'put', key: keys.pending, value: encodePending(record) },
      { kind: 'put', key: keys.deadline, value: new TextEncoder().encode(String(seq)), lease },
    ]
    return { compare, operations }
  }
  if (live.pending === undefined) return { compare, operations: [] }
  const operations: Operation[] = [
    { kind: 'delete', key: keys.pending },
    { kind: 'delete', key: keys.deadline },
  ]
  return { compare, operations }
}

/** Whoever takes back what has expired does so only while nobody gave it more time. */
function guardsOf(keys: ToolKeys, pending: PendingApply | undefined, isExpired: boolean): Compare[] {
  // Every apply that begins to wait moves the epoch, which is guarded anyway.
  if (pending === undefined) return []
  return [pendingGuard(keys, pending), ...(isExpired ? [absent(keys.deadline)] : [])]
}
