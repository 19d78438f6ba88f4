import { type Keyset, pendingKey, previousKeys, primaryKey, type RotationReason } from './keyset.ts'
import {
  hasRequest,
  membersAhead,
  membersBehind,
  membersWithoutKey,
  sameRecipients,
} from './member-progress.ts'
import type { RotationPolicy } from './policy.ts'
import { isQuiet } from './quiet-window.ts'
import type { DecisionClock, RotationState } from './rotation-state.ts'
import { ageOf, isOver, nextRotationAt } from './rotation-time.ts'

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
  const ahead = membersAhead(state)
  if (ahead.members.length > 0) return wait({ kind: 'store-went-back', ...ahead })
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

function isUndrained(key: { readonly retireAfter?: string }): boolean {
  return key.retireAfter === undefined
}
