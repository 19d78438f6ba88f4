import { isJsonObject, type JsonObject, type JsonValue } from '../model/index.ts'
import type { MemberStatus } from './member-status.ts'

/** A document that a member says to have taken up. */
export interface AcknowledgedDocument {
  /** With the environment's prefix. */
  readonly key: string
  /** mod_revision; 0 where it is not known. */
  readonly revision: number
  /** Of its bytes, in hex; absent where they may hold a secret. */
  readonly sha256?: string
  /** Of a published collection, whose pointer `key` is. */
  readonly generation?: string
}

/** Everything that a member says to run: its configuration, what its agent keeps, and the collections that it holds. */
export function acknowledgedDocuments({
  running,
  detail,
  published,
}: Pick<MemberStatus, 'running' | 'detail' | 'published'>): AcknowledgedDocument[] {
  const kept = isJsonObject(detail) ? Object.values(detail).flatMap(membersOf) : []
  const collections = isJsonObject(published) ? Object.entries(published) : []
  return [
    ...(running === null ? [] : [documentOf(running.key, running.revision, running.sha256)]),
    ...kept.flatMap((item) => [
      ...(isJsonObject(item) && typeof item.key === 'string' ? documentsIn({ [item.key]: item }) : []),
      ...(isJsonObject(item) && isJsonObject(item.documents) ? documentsIn(item.documents) : []),
    ]),
    ...collections.map(([key, generation]) => ({ key, revision: 0, generation: String(generation) })),
  ]
}

/** By key; what does not say its revision says nothing. */
function documentsIn(documents: JsonObject): AcknowledgedDocument[] {
  return Object.entries(documents).flatMap(([key, told]) =>
    isJsonObject(told) && typeof told.revision === 'number'
      ? [documentOf(key, told.revision, told.sha256)]
      : [],
  )
}

function membersOf(value: JsonValue): JsonValue[] {
  return isJsonObject(value) ? Object.values(value) : []
}

function documentOf(key: string, revision: number, sha256: JsonValue | undefined): AcknowledgedDocument {
  return { key, revision, ...(typeof sha256 === 'string' && { sha256 }) }
}
