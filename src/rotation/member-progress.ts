import type { KeysetKey } from './keyset.ts'
import type { RotationState } from './rotation-state.ts'

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

/** Declared members that have seen a higher generation than the store holds, and the highest they saw. */
export function membersAhead({ policy, keyset, acknowledgements }: RotationState): {
  readonly members: readonly string[]
  readonly generation: number
} {
  const present = keyset?.generation ?? 0
  const declared = [...acknowledgements].filter(([member]) => policy.members[member] !== undefined)
  const ahead = declared.filter(([, { generation }]) => generation > present)
  const generation = Math.max(0, ...ahead.map(([, acknowledgement]) => acknowledgement.generation))
  return { members: ahead.map(([member]) => member).sort(), generation }
}

/** True when a declared member asks for a rotation away from `primary`. */
export function hasRequest(state: RotationState, primary: string): boolean {
  return Object.keys(state.policy.members).some(
    (member) => state.acknowledgements.get(member)?.request?.primary === primary,
  )
}

/** True when each member has the same recipient in both. */
export function sameRecipients(
  a: { readonly [member: string]: string },
  b: { readonly [member: string]: string },
): boolean {
  const members = Object.keys(a)
  return members.length === Object.keys(b).length && members.every((member) => a[member] === b[member])
}

function isForced(key: KeysetKey, member: string): boolean {
  return key.forced.some((forced) => forced.member === member)
}
