import { type Keyset, type KeysetKey, previousKeys, primaryKey } from './keyset.ts'
import type { RotationPolicy } from './policy.ts'
import type { DecisionClock } from './rotation-state.ts'

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

/** True when the grace of a key is over. A wall clock may step; the time that this process watched cannot, so where there is one it alone decides. */
export function isOver(
  key: { readonly id?: string; readonly retireAfter?: string },
  policy: RotationPolicy,
  { now, watched }: DecisionClock,
): boolean {
  if (key.retireAfter === undefined) return false
  if (watched === undefined) return now >= Date.parse(key.retireAfter)
  return (watched.get(graceMark(key)) ?? 0) >= policy.grace
}

/** How long a key has been primary, ms. The wall clock may have stepped back: then the time that this process watched makes a rotation due. */
export function ageOf(primary: KeysetKey, { now, watched }: DecisionClock): number {
  const byWall = now - Date.parse(primary.primarySince ?? primary.createdAt)
  return Math.max(byWall, watched?.get(primaryMark(primary.id)) ?? 0)
}

function primaryMark(keyId: string): string {
  return `primary ${keyId}`
}

function graceMark(key: { readonly id?: string } | undefined): string {
  return `grace ${key?.id ?? 'of unlisted keys'}`
}
