import { isJsonObject, type JsonObject } from '../model/index.ts'
import type { MemberStatus } from './member-status.ts'

/** One thing that an agent keeps, as its member's status tells. */
export interface FollowedItem {
  /** `files detector` */
  readonly name: string
  readonly revision: number
  /** Number of the apply that is in effect; null where none wrote it, or it is not known. */
  readonly apply: number | null
  readonly problem: string | null
  readonly isEdited: boolean
  /** Since the agent started; null where it is nothing that is reloaded. */
  readonly reloads: number | null
  /** ISO 8601, by the agent's clock; null where it was not reloaded since the agent started. */
  readonly reloadedAt: string | null
  readonly keyIds: readonly string[]
}

/** Everything that an agent keeps, sorted by name; whatever is malformed is left out. */
export function followedItems({ detail }: Pick<MemberStatus, 'detail'>): FollowedItem[] {
  const followers = isJsonObject(detail) ? Object.entries(detail) : []
  return followers
    .flatMap(([follower, items]) =>
      isJsonObject(items)
        ? Object.entries(items).flatMap(([name, item]) => readItem(`${follower} ${name}`, item))
        : [],
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function readItem(name: string, item: JsonObject[string]): FollowedItem[] {
  if (!isJsonObject(item) || typeof item.revision !== 'number') return []
  const {
    revision,
    apply,
    problem,
    is_edited: isEdited,
    reloads,
    key_ids: keyIds,
    reloaded_at: reloadedAt,
  } = item
  return [
    {
      name,
      revision,
      apply: typeof apply === 'number' ? apply : null,
      problem: typeof problem === 'string' ? problem : null,
      isEdited: isEdited === true,
      reloads: typeof reloads === 'number' ? reloads : null,
      reloadedAt: typeof reloadedAt === 'string' ? reloadedAt : null,
      keyIds: Array.isArray(keyIds) ? keyIds.map(String) : [],
    },
  ]
}
