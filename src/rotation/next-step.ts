import type { Acknowledgement } from './acknowledgement.ts'
import {
  type Keyset,
  type KeysetKey,
  pendingKey,
  previousKeys,
  primaryKey,
  type RotationReason,
} from './keyset.ts'
import type { RotationPolicy } from './policy.ts'
import { isQuiet } from './quiet-window.ts'

/** Everything that a decision is made from. */
export interface RotationState {
  readonly policy: RotationPolicy
  /** Absent in a store that never had one. */
  readonly keyset?: Keyset
  /** By member. */
  readonly acknowledgements: ReadonlyMap<string, Acknowledgement>
}

/** Time, as the one who decides knows it. */
export interface DecisionClock {
  /** ms since 1970. */
  readonly now: number
  /**
   * For how many ms, by a clock that never steps, this process has seen each mark of `marksOf`; absent for a single
   * run, which has to believe the wall clock.
   */
  readonly watched?: ReadonlyMap<string, number>
}

/** What to do next with the keyset. */
export type Step =
  /** Make a new pending key, instead of the one that is pending if there is one. */
  | { readonly kind: 'begin'; readonly reason: RotationReason }
  /** Every member holds the pending key: make it primary. */
  | { readonly kind: 'promote' }
  /** Every member encrypts under the primary: previous keys retire after the grace. */
  | { readonly kind: 'drain' }
  | { readonly kind: 'retire'; readonly keyIds: readonly string[]; readonly unlisted: boolean }
  | { readonly kind: 'wait'; readonly waiting: Waiting }

/** What rotation waits for. */
export type Waiting =
  | { readonly kind: 'acknowledgements'; readonly key: string; readonly members: readonly string[] }
  | { readonly kind: 'grace'; readonly until: string }
  | { readonly kind: 'quiet-window' | 'no-members' }
  | { readonly kind: 'due-date'; readonly next: string }
  /** A member has seen a higher generation than the store holds: it was restored from a snapshot. */
  | { readonly kind: 'store-went-back'; readonly members: readonly string[]; readonly generation: number }

/** Decides the next step. Pure: the same state and clock give the same step. */
export function nextStep(state: RotationState, clock: DecisionClock): Step {
  const { keyset } = state
  if (Object.keys(state.policy.members).length === 0) return wait({ kind: 'no-members' })
  const wentBack = membersAhead(state)
  if (wentBack !== undefined) return wait(wentBack)
  if (keyset === undefined) return { kind: 'begin', reason: 'first-start' }
  return (
    stepOfRetirement(state, keyset, clock) ??
    stepOfPending(state, keyset, clock) ?? {
      kind: 'wait',
      waiting: waitingForDueDate(state.policy, keyset, clock),
    }
  )
}

/** Why a rotation is due now, or undefined. Pure; does not look at one that is under way. */
export function isDue(state: RotationState, clock: DecisionClock): RotationReason | undefined {
  const { keyset, policy } = state
  const primary = keyset && primaryKey(keyset)
  if (keyset === undefined || primary === undefined) return 'first-start'
  if (!sameRecipients(primary.recipients, policy.members)) return 'recipients-changed'
  if (hasRequest(state, primary.id)) return 'requested'
  return ageOf(primary, clock) >= policy.interval ? 'schedule' : undefined
}

/** When the next scheduled rotation is due, ms since 1970; undefined while no key is primary. */
export function nextRotationAt(policy: RotationPolicy, keyset: Keyset): number | undefined {
  const since = primaryKey(keyset)?.primarySince
  return since === undefined ? undefined : Date.parse(since) + policy.interval
}

/** Facts whose duration matters: that a key is primary, that the grace of one began. */
export function marksOf(keyset: Keyset): string[] {
  const draining = previousKeys(keyset).filter(({ retireAfter }) => retireAfter !== undefined)
  const unlisted = keyset.unlisted?.retireAfter === undefined ? [] : [graceMark(undefined)]
  return [
    ...(keyset.primary === null ? [] : [primaryMark(keyset.primary)]),
    ...draining.map(graceMark),
    ...unlisted,
  ]
}

/** Declared members, not forced, that are not known to hold the pending `key`. */
export function membersWithoutKey({ policy, acknowledgements }: RotationState, key: KeysetKey): string[] {
  return Object.keys(policy.members)
    .filter((member) => !isForced(key, member))
    .filter((member) => acknowledgements.get(member)?.opened.includes(key.id) !== true)
    .sort()
}

/**
 * Members, not forced, that may still encrypt under a key older than `primary`. Not waited for: who was never given
 * `primary`, and who was given another recipient since and reports that it cannot encrypt.
 */
export function membersBehind({ policy, acknowledgements }: RotationState, primary: KeysetKey): string[] {
  return Object.keys(policy.members)
    .filter((member) => primary.recipients[member] !== undefined && !isForced(primary, member))
    .filter((member) => {
      const acknowledgement = acknowledgements.get(member)
      const isReplaced = primary.recipients[member] !== policy.members[member]
      if (isReplaced && acknowledgement !== undefined && acknowledgement.state !== 'ready') return false
      return acknowledgement?.primary !== primary.id
    })
    .sort()
}

function membersAhead({ policy, keyset, acknowledgements }: RotationState): Waiting | undefined {
  const present = keyset?.generation ?? 0
  const declared = [...acknowledgements].filter(([member]) => policy.members[member] !== undefined)
  const ahead = declared.filter(([, { generation }]) => generation > present)
  if (ahead.length === 0) return undefined
  const members = ahead.map(([member]) => member).sort()
  return { kind: 'store-went-back', members, generation: Math.max(...ahead.map(([, ack]) => ack.generation)) }
}

function stepOfRetirement(state: RotationState, keyset: Keyset, clock: DecisionClock): Step | undefined {
  const primary = primaryKey(keyset)
  const previous = previousKeys(keyset)
  if (primary === undefined || (previous.length === 0 && keyset.unlisted === undefined)) return undefined
  const unlisted = keyset.unlisted !== undefined && isOver(keyset.unlisted, state.policy, clock)
  const keyIds = previous.filter((key) => isOver(key, state.policy, clock)).map(({ id }) => id)
  if (keyIds.length > 0 || unlisted) return { kind: 'retire', keyIds, unlisted }
  const hasUndrained = [...previous, ...(keyset.unlisted === undefined ? [] : [keyset.unlisted])].some(
    isUndrained,
  )
  return hasUndrained && membersBehind(state, primary).length === 0 ? { kind: 'drain' } : undefined
}

function stepOfPending(state: RotationState, keyset: Keyset, clock: DecisionClock): Step | undefined {
  const { policy } = state
  const pending = pendingKey(keyset)
  if (pending === undefined) return stepOfDue(state, keyset, clock)
  if (!sameRecipients(pending.recipients, policy.members))
    return { kind: 'begin', reason: 'recipients-changed' }
  const missing = membersWithoutKey(state, pending)
  if (missing.length > 0) return wait({ kind: 'acknowledgements', key: pending.id, members: missing })
  if (pending.reason === 'schedule' && isQuiet(policy.quietWindows, clock.now))
    return wait({ kind: 'quiet-window' })
  return roomForPrevious(state, keyset) ?? { kind: 'promote' }
}

function stepOfDue(state: RotationState, keyset: Keyset, clock: DecisionClock): Step | undefined {
  const reason = isDue(state, clock)
  if (reason === undefined) {
    return previousKeys(keyset).length === 0 && keyset.unlisted === undefined
      ? undefined
      : wait(waitingForRetirement(state, keyset))
  }
  if (reason === 'schedule' && isQuiet(state.policy.quietWindows, clock.now))
    return wait({ kind: 'quiet-window' })
  return { kind: 'begin', reason }
}

function roomForPrevious(state: RotationState, keyset: Keyset): Step | undefined {
  if (previousKeys(keyset).length < state.policy.keepPrevious || primaryKey(keyset) === undefined)
    return undefined
  return wait(waitingForRetirement(state, keyset))
}

function waitingForRetirement(state: RotationState, keyset: Keyset): Waiting {
  const primary = primaryKey(keyset)
  const missing = primary === undefined ? [] : membersBehind(state, primary)
  if (primary !== undefined && missing.length > 0) {
    return { kind: 'acknowledgements', key: primary.id, members: missing }
  }
  const until = [...previousKeys(keyset), keyset.unlisted].map((key) => key?.retireAfter ?? '').sort()
  return { kind: 'grace', until: until.at(-1) ?? '' }
}

function waitingForDueDate(policy: RotationPolicy, keyset: Keyset, clock: DecisionClock): Waiting {
  const next = nextRotationAt(policy, keyset) ?? clock.now
  return { kind: 'due-date', next: new Date(next).toISOString() }
}

function wait(waiting: Waiting): Step {
  return { kind: 'wait', waiting }
}

function hasRequest(state: RotationState, primary: string): boolean {
  return Object.keys(state.policy.members).some(
    (member) => state.acknowledgements.get(member)?.request?.primary === primary,
  )
}

function isUndrained(key: { readonly retireAfter?: string }): boolean {
  return key.retireAfter === undefined
}

/** A wall clock may step; the time that this process watched cannot, so where there is one it alone decides. */
function isOver(
  key: { readonly id?: string; readonly retireAfter?: string },
  policy: RotationPolicy,
  { now, watched }: DecisionClock,
): boolean {
  if (key.retireAfter === undefined) return false
  if (watched === undefined) return now >= Date.parse(key.retireAfter)
  return (watched.get(graceMark(key)) ?? 0) >= policy.grace
}

/** The wall clock may have stepped back: then the time that this process watched makes a rotation due. */
function ageOf(primary: KeysetKey, { now, watched }: DecisionClock): number {
  const byWall = now - Date.parse(primary.primarySince ?? primary.createdAt)
  return Math.max(byWall, watched?.get(primaryMark(primary.id)) ?? 0)
}

function primaryMark(keyId: string): string {
  return `primary ${keyId}`
}

function graceMark(key: { readonly id?: string } | undefined): string {
  return `grace ${key?.id ?? 'of unlisted keys'}`
}

function isForced(key: KeysetKey, member: string): boolean {
  return key.forced.some((forced) => forced.member === member)
}

function sameRecipients(
  a: { readonly [member: string]: string },
  b: { readonly [member: string]: string },
): boolean {
  const members = Object.keys(a)
  return members.length === Object.keys(b).length && members.every((member) => a[member] === b[member])
}
