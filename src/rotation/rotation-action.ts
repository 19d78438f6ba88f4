import { type ForcedMember, type Keyset, pendingKey, primaryKey } from './keyset.ts'
import { createKey } from './new-key.ts'
import type { Step } from './next-step.ts'
import type { RotationState } from './rotation-state.ts'
import { begin, drain, emptyKeyset, force, promote, restart, retire, type WriteStamp } from './transition.ts'

/** What somebody asks for, beside what is due. */
export type RotationRequest =
  | { readonly kind: 'if-due' }
  | { readonly kind: 'now' }
  | { readonly kind: 'force'; readonly members: readonly string[]; readonly reason: string }
  | { readonly kind: 'after-restore' }

/** A step that writes. */
export type RotationAction =
  | Exclude<Step, { kind: 'wait' }>
  | { readonly kind: 'force'; readonly members: readonly ForcedMember[] }
  /** Forget what a restored snapshot held, and begin anew above every generation that was seen. */
  | { readonly kind: 'restart'; readonly highest: number }

/** Why a request cannot be met. */
export type RequestRefusal =
  | { readonly kind: 'unknown-member'; readonly members: readonly string[] }
  | { readonly kind: 'nothing-to-force' }

/** What a request makes of the state before anything that is due; undefined where it adds nothing. Pure. */
export function requestedAction(
  request: RotationRequest,
  state: RotationState,
  { who, now }: { readonly who: string; readonly now: number },
): RotationAction | RequestRefusal | undefined {
  const { keyset } = state
  switch (request.kind) {
    case 'if-due':
      return undefined
    case 'now':
      return keyset === undefined || pendingKey(keyset) ? undefined : { kind: 'begin', reason: 'requested' }
    case 'after-restore':
      return { kind: 'restart', highest: highestSeen(state) }
    case 'force': {
      const members = request.members.filter((member) => state.policy.members[member] === undefined)
      if (members.length > 0) return { kind: 'unknown-member', members }
      if (keyset === undefined || !(pendingKey(keyset) ?? primaryKey(keyset)))
        return { kind: 'nothing-to-force' }
      const at = new Date(now).toISOString()
      return {
        kind: 'force',
        members: request.members.map((member) => ({ member, reason: request.reason, who, at })),
      }
    }
    default:
      return request satisfies never
  }
}

/** The keyset that an action makes; draws and seals a seed where it begins a rotation. */
export async function keysetAfter(
  action: RotationAction,
  { keyset = emptyKeyset, policy }: RotationState,
  { path, stamp }: { readonly path: string; readonly stamp: WriteStamp },
): Promise<Keyset> {
  switch (action.kind) {
    case 'begin': {
      const key = await createKey(policy, { path, generation: keyset.generation + 1 })
      return begin(keyset, stamp, { ...key, reason: action.reason })
    }
    case 'restart': {
      const bare = restart(keyset, stamp, action.highest)
      const key = await createKey(policy, { path, generation: bare.generation })
      // One write: the stamp is spent on the restart, so begin's own advance is undone.
      const { keys } = begin(bare, stamp, { ...key, reason: 'after-restore' })
      return { ...bare, keys }
    }
    case 'promote':
      return promote(keyset, stamp)
    case 'drain':
      return drain(keyset, stamp, policy)
    case 'retire':
      return retire(keyset, stamp, action)
    case 'force':
      return force(keyset, stamp, action.members)
    default:
      return action satisfies never
  }
}

function highestSeen({ keyset, acknowledgements }: RotationState): number {
  const seen = [...acknowledgements.values()].map(({ generation }) => generation)
  return Math.max(keyset?.generation ?? 0, ...seen)
}
