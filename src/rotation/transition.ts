import {
  type ForcedMember,
  historyLength,
  type Keyset,
  type KeysetKey,
  type RotationReason,
} from './keyset.ts'
import type { RotationPolicy } from './policy.ts'

/** What every write of the keyset carries. */
export interface WriteStamp {
  /** Random, drawn for this write. */
  readonly transition: string
  /** ms since 1970. */
  readonly now: number
}

/** The keyset of a store that has none: generation 0 is never written. */
export const emptyKeyset: Keyset = {
  formatVersion: 1,
  generation: 0,
  transition: '',
  history: [],
  primary: null,
  keys: [],
}

/** Adds a new pending key; one that was still pending is dropped, as nothing was ever encrypted under it. */
export function begin(
  keyset: Keyset,
  stamp: WriteStamp,
  key: Pick<KeysetKey, 'id' | 'recipients' | 'sealed' | 'seed'> & { readonly reason: RotationReason },
): Keyset {
  const pending: KeysetKey = {
    ...key,
    state: 'pending',
    algorithm: 'chacha20-poly1305',
    createdAt: iso(stamp.now),
    forced: [],
  }
  const kept = keyset.keys.filter(({ state }) => state !== 'pending')
  return { ...advance(keyset, stamp), keys: [...kept, pending] }
}

/** Makes the pending key primary and the primary a previous key. */
export function promote(keyset: Keyset, stamp: WriteStamp): Keyset {
  const keys = keyset.keys.map((key): KeysetKey => {
    if (key.state === 'primary') return { ...key, state: 'previous' }
    return key.state === 'pending' ? { ...key, state: 'primary', primarySince: iso(stamp.now) } : key
  })
  const primary = keys.find(({ state }) => state === 'primary')?.id ?? null
  return { ...advance(keyset, stamp), keys, primary }
}

/** Starts the grace of every key that nobody encrypts under any more. */
export function drain(keyset: Keyset, stamp: WriteStamp, policy: RotationPolicy): Keyset {
  const retireAfter = iso(stamp.now + policy.grace)
  const keys = keyset.keys.map((key) =>
    key.state === 'previous' && key.retireAfter === undefined ? { ...key, retireAfter } : key,
  )
  const unlisted = keyset.unlisted && { retireAfter, ...keyset.unlisted }
  return { ...advance(keyset, stamp), keys, ...(unlisted && { unlisted }) }
}

/** Removes keys whose grace is over. */
export function retire(
  keyset: Keyset,
  stamp: WriteStamp,
  over: { readonly keyIds: readonly string[]; readonly unlisted: boolean },
): Keyset {
  const { unlisted, ...rest } = advance(keyset, stamp)
  const keys = keyset.keys.filter(({ id }) => !over.keyIds.includes(id))
  return { ...rest, keys, ...(unlisted !== undefined && !over.unlisted && { unlisted }) }
}

/** Stops waiting for some members, in the rotation that waits: the pending one, else the one that drains. */
export function force(keyset: Keyset, stamp: WriteStamp, members: readonly ForcedMember[]): Keyset {
  const waiting = keyset.keys.find(({ state }) => state === 'pending') ?? keyset.keys.find(isPrimary)
  const keys = keyset.keys.map((key) =>
    key.id === waiting?.id ? { ...key, forced: [...key.forced, ...members] } : key,
  )
  return { ...advance(keyset, stamp), keys }
}

/**
 * The keyset after a restore from a snapshot: nothing that the snapshot held is used again. Its generation is above
 * all that any member can have seen: `highest`, what they report; the seconds since 1970, for those that are silent.
 */
export function restart(keyset: Keyset, stamp: WriteStamp, highest: number): Keyset {
  const seconds = Math.floor(stamp.now / 1000)
  const generation = Math.max(keyset.generation + 1_000_000, highest + 1, seconds)
  return { ...advance(keyset, stamp), generation, primary: null, keys: [], unlisted: {} }
}

/** The same keyset under a new generation: after it, a write that was guarded on the old one can no longer happen. */
export function advance(keyset: Keyset, { transition }: WriteStamp): Keyset {
  const past = keyset.transition === '' ? [] : [keyset.transition]
  const history = [...past, ...keyset.history].slice(0, historyLength)
  return { ...keyset, generation: keyset.generation + 1, transition, history }
}

function isPrimary(key: KeysetKey): boolean {
  return key.state === 'primary'
}

function iso(now: number): string {
  return new Date(now).toISOString()
}
