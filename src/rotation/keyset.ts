import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../model/index.ts'

/**
 * Where rotation stands: the document under `/keys/encryption/keyset`. Every write is guarded by the bytes it replaces
 * and raises `generation`. Times are ISO 8601, UTC, the writer's clock, for people and for due dates only.
 */
export interface Keyset {
  readonly formatVersion: 1
  /** Only ever rises; members refuse a lower one. */
  readonly generation: number
  /** Random id of the write that made this document. */
  readonly transition: string
  /** Ids of the writes before it, newest first, at most `historyLength`: the ledger that resolves unknown outcomes. */
  readonly history: readonly string[]
  /** The key that members encrypt under; null until the first rotation is acknowledged, or after a restore. */
  readonly primary: string | null
  readonly keys: readonly KeysetKey[]
  /** After a restore: members keep the keys they hold but this document does not list, until this ends. */
  readonly unlisted?: { readonly retireAfter?: string }
}

/** pending: sealed, being acknowledged. primary: encrypts. previous: only decrypts, until it is retired. */
type KeyState = 'pending' | 'primary' | 'previous'

/** Why a rotation began. */
export type RotationReason = 'first-start' | 'schedule' | 'recipients-changed' | 'requested' | 'after-restore'

export interface KeysetKey {
  readonly id: string
  readonly state: KeyState
  readonly algorithm: 'chacha20-poly1305'
  readonly reason: RotationReason
  readonly createdAt: string
  readonly primarySince?: string
  /** Previous keys, once every member has left them: may be retired from then on. */
  readonly retireAfter?: string
  /** The recipient that each member's copy is sealed for. */
  readonly recipients: { readonly [member: string]: string }
  readonly sealed: { readonly [member: string]: string }
  /** base64; only where the policy gives a member the bare seed by name. */
  readonly seed?: string
  /** Members that this rotation does not wait for. */
  readonly forced: readonly ForcedMember[]
}

export interface ForcedMember {
  readonly member: string
  readonly reason: string
  readonly who: string
  readonly at: string
}

/** How many writes back an unknown outcome can still be resolved. */
export const historyLength = 64

/** The bytes of a keyset: canonical JSON. */
export function encodeKeyset(keyset: Keyset): string {
  // Interfaces have no index signature; every member is JSON.
  return canonicalJson(keyset as unknown as JsonValue)
}

/** Reads a keyset; undefined for anything that this version did not write. */
export function parseKeyset(text: string | Uint8Array): Keyset | undefined {
  const value = parseJson(text)
  if (!isJsonObject(value) || value.formatVersion !== 1) return undefined
  const isWhole =
    isGeneration(value.generation) &&
    typeof value.transition === 'string' &&
    isTextList(value.history) &&
    (value.primary === null || typeof value.primary === 'string') &&
    Array.isArray(value.keys) &&
    value.keys.every(isKeysetKey)
  // Every member that the type promises was checked.
  return isWhole ? (value as unknown as Keyset) : undefined
}

/** The key that encrypts, if there is one. */
export function primaryKey(keyset: Keyset): KeysetKey | undefined {
  return keyset.keys.find((key) => key.state === 'primary')
}

/** The key that is being acknowledged, if there is one. */
export function pendingKey(keyset: Keyset): KeysetKey | undefined {
  return keyset.keys.find((key) => key.state === 'pending')
}

/** Keys that only decrypt, oldest first. */
export function previousKeys(keyset: Keyset): KeysetKey[] {
  return keyset.keys.filter((key) => key.state === 'previous')
}

/** JSON of text or UTF-8 bytes, or undefined where it is none. */
export function parseJson(text: string | Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(typeof text === 'string' ? text : Buffer.from(text).toString('utf8')) as JsonValue
  } catch {
    return undefined
  }
}

function isKeysetKey(value: JsonValue): boolean {
  return (
    isJsonObject(value) &&
    typeof value.id === 'string' &&
    ['pending', 'primary', 'previous'].includes(String(value.state)) &&
    typeof value.createdAt === 'string' &&
    isTextTable(value.recipients) &&
    isTextTable(value.sealed) &&
    Array.isArray(value.forced)
  )
}

function isGeneration(value: JsonValue | undefined): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
}

function isTextList(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isTextTable(value: JsonValue | undefined): value is JsonObject {
  return isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string')
}
