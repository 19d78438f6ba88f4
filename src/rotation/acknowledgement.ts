import { canonicalJson, isJsonObject, type JsonValue } from '../model/index.ts'
import { parseJson } from './keyset.ts'

/** What a member says of its keys, under `/status/components/<component>/<node>/keys`. Written by that member alone. */
export interface Acknowledgement {
  /** The highest generation it has accepted; it refuses less. */
  readonly generation: number
  readonly transition: string
  /** Keys that it has opened, tested and synced to its sealed cache. */
  readonly opened: readonly string[]
  /** The key it encrypts under. */
  readonly primary: string | null
  readonly state: MemberKeyState
  /** Asks for a rotation away from `primary`; void once another key is primary. */
  readonly request?: { readonly primary: string; readonly reason: string }
  /** ISO 8601, the member's clock. */
  readonly at: string
}

/**
 * ready: encrypts and decrypts. waiting-for-key: the keyset holds nothing sealed for it. cannot-open: what is sealed
 * for it does not open with its identity. generation-behind: the store holds a lower generation than it has seen.
 */
export type MemberKeyState = 'ready' | 'waiting-for-key' | 'cannot-open' | 'generation-behind'

/** The bytes of an acknowledgement: canonical JSON. */
export function encodeAcknowledgement(acknowledgement: Acknowledgement): string {
  // Interfaces have no index signature; every member is JSON.
  return canonicalJson(acknowledgement as unknown as JsonValue)
}

/** Reads an acknowledgement; undefined for anything malformed, which then counts as silence. */
export function parseAcknowledgement(text: string | Uint8Array): Acknowledgement | undefined {
  const value = parseJson(text)
  if (!isJsonObject(value)) return undefined
  const isWhole =
    Number.isSafeInteger(value.generation) &&
    Array.isArray(value.opened) &&
    (value.primary === null || typeof value.primary === 'string') &&
    typeof value.state === 'string'
  // Every member that decisions read was checked.
  return isWhole ? (value as unknown as Acknowledgement) : undefined
}
