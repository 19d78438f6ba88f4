import { canonicalJson, type JsonValue } from '../model/index.ts'
import { type Keyset, type KeysetKey, previousKeys, primaryKey } from './keyset.ts'
import type { RotationPolicy } from './policy.ts'
import { nextRotationAt } from './rotation-time.ts'

/** The three documents that are derived from the keyset, written in the same transaction. Canonical JSON. */
export interface KeysetViews {
  /** {key_id, algorithm, created_at, expires_at, sealed, seed?}; undefined while no key is primary. */
  readonly current?: string
  /** [{key_id, expired_at, sealed, seed?}] */
  readonly previous: string
  /** {interval_hours, next_rotation} */
  readonly schedule: string
}

const millisecondsPerHour = 3_600_000

/** Derives the views of a keyset. */
export function viewsOf(keyset: Keyset, policy: RotationPolicy): KeysetViews {
  const primary = primaryKey(keyset)
  const next = nextRotationAt(policy, keyset)
  const nextRotation = next === undefined ? null : new Date(next).toISOString()
  return {
    ...(primary !== undefined && { current: canonicalJson(currentView(primary, nextRotation)) }),
    previous: canonicalJson(previousKeys(keyset).map(previousView)),
    schedule: canonicalJson({
      interval_hours: policy.interval / millisecondsPerHour,
      next_rotation: nextRotation,
    }),
  }
}

function currentView(key: KeysetKey, expiresAt: string | null): JsonValue {
  return {
    key_id: key.id,
    algorithm: key.algorithm,
    created_at: key.createdAt,
    expires_at: expiresAt,
    sealed: key.sealed,
    ...(key.seed !== undefined && { seed: key.seed }),
  }
}

function previousView(key: KeysetKey): JsonValue {
  return {
    key_id: key.id,
    expired_at: key.retireAfter ?? null,
    sealed: key.sealed,
    ...(key.seed !== undefined && { seed: key.seed }),
  }
}
