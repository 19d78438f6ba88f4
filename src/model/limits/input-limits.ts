/** The most that is read of what others may have written; docs/security.md has the table. */
export const inputLimits = {
  /** Of a plan file; one that would be larger is not written either. */
  planFileBytes: 24 * 1024 * 1024,
  /** In a plan file: as many as one transaction writes, and as many again that are taken into ownership. */
  planChanges: 20_000,
  /** Levels of a plan file, of a document that is live, and of what an evaluation answers. */
  depth: 200,
  /** Of one value in a store; etcd takes 1.5 MiB unless it was told otherwise. */
  liveValueBytes: 8 * 1024 * 1024,
  /** Characters that an evaluation answers: more than a workspace of a million values. */
  answerCharacters: 400_000_000,
  /** Of an entry in the cache. */
  cacheEntryBytes: 256 * 1024 * 1024,
} as const

/** True of a value that is nested more than so many levels deep; looks at it without recursion. */
export function isDeeperThan(value: unknown, depth: number): boolean {
  const waiting: (readonly [value: unknown, depth: number])[] = [[value, 1]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [inner, level] = next
    if (typeof inner !== 'object' || inner === null) continue
    if (level > depth) return true
    for (const each of Object.values(inner)) if (typeof each === 'object') waiting.push([each, level + 1])
  }
  return false
}
