import type {
  Acknowledgement,
  Keyset,
  KeysetKey,
  RotationPolicy,
  RotationState,
} from '../../src/rotation/index.ts'
import { emptyKeyset } from '../../src/rotation/transition.ts'

export const start = Date.parse('2026-11-23T00:00:00Z')
export const hour = 3_600_000
export const minute = 60_000

/** A policy with members `a@1` and `b@1`, an interval of 7 days and a grace of 5 minutes. */
export function policyOf(change: Partial<RotationPolicy> = {}): RotationPolicy {
  return {
    algorithm: 'chacha20-poly1305',
    interval: 168 * hour,
    grace: 5 * minute,
    longestMessageAge: minute,
    keepPrevious: 1,
    messageCap: 2 ** 32,
    members: { 'a@1': 'age1a', 'b@1': 'age1b' },
    quietWindows: [],
    compactAfterRetirement: false,
    ...change,
  }
}

export function keyOf(id: string, change: Partial<KeysetKey> = {}): KeysetKey {
  const createdAt = new Date(start).toISOString()
  const recipients = { 'a@1': 'age1a', 'b@1': 'age1b' }
  return {
    id,
    state: 'primary',
    algorithm: 'chacha20-poly1305',
    reason: 'schedule',
    createdAt,
    primarySince: createdAt,
    recipients,
    sealed: {},
    forced: [],
    ...change,
  }
}

export function keysetOf(keys: readonly KeysetKey[], change: Partial<Keyset> = {}): Keyset {
  const primary = keys.find(({ state }) => state === 'primary')?.id ?? null
  return { ...emptyKeyset, generation: 10, transition: 't10', keys, primary, ...change }
}

/** What a member says that holds `opened` and encrypts under `primary`. */
export function acknowledged(
  opened: readonly string[],
  primary: string | null,
  change: Partial<Acknowledgement> = {},
): Acknowledgement {
  const at = new Date(start).toISOString()
  return { generation: 10, transition: 't10', opened, primary, state: 'ready', at, ...change }
}

/** The state in which both members say the same. */
export function stateOf(
  keyset: Keyset | undefined,
  says: Acknowledgement | { readonly [member: string]: Acknowledgement } = {},
  policy = policyOf(),
): RotationState {
  const one = 'generation' in says ? (says as Acknowledgement) : undefined
  const all =
    one === undefined
      ? Object.entries(says)
      : Object.keys(policy.members).map((member) => [member, one] as const)
  return { policy, acknowledgements: new Map(all as [string, Acknowledgement][]), ...(keyset && { keyset }) }
}
