import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../model/index.ts'

/** What a member reports of itself under `/status/components/<component>/<node>`, as long as it lives. */
export interface MemberStatus {
  readonly component: string
  readonly node: string
  /** ISO 8601. */
  readonly started_at: string
  /** The configuration that it runs; null until it says so. */
  readonly running: RunningConfig | null
  /** Where its configuration came from: live, memory, cache or default. */
  readonly config_source: string
  /** Why a newer configuration than the one in use is not used: invalid or missing. */
  readonly config_problem: string | null
  /** The generation of each published collection that it holds, by the pointer's key: it is kept that long. */
  readonly published: { readonly [pointerKey: string]: string }
  /** Id of the key it encrypts under. */
  readonly key_id: string | null
  /** The component's own words; an agent's are `FollowedStatus`es (`followed-status.ts`). */
  readonly detail: JsonObject
}

/** Which document a component runs. */
export interface RunningConfig {
  readonly key: string
  /** Of the document's bytes, in hex; absent where they may hold a secret, whose guesses a hash would confirm. */
  readonly sha256?: string
  /** mod_revision of the document; 0 for a built-in default. */
  readonly revision: number
  /**
   * Hash of the schema that the component was built with: `schema_hash` of its generated header, or what the client
   * library was given. Absent where nothing is known of it.
   */
  readonly schema?: string
}

/** The bytes of a status: canonical JSON. */
export function encodeMemberStatus(status: MemberStatus): string {
  // Interfaces have no index signature; every member is JSON.
  return canonicalJson(status as unknown as JsonValue)
}

/** Reads a status; undefined for anything malformed. */
export function parseMemberStatus(text: string): MemberStatus | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isJsonObject(value) || typeof value.component !== 'string' || typeof value.started_at !== 'string') {
    return undefined
  }
  const { running: told } = value
  const running =
    isJsonObject(told) &&
    (typeof told.sha256 === 'string' || (!('sha256' in told) && typeof told.revision === 'number'))
  // What is shown and compared was checked.
  return { ...(value as unknown as MemberStatus), ...(!running && { running: null }) }
}
