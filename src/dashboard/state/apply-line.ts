import { shortCommit } from '../../app/index.ts'
import type { LedgerEntry, PendingApply } from '../../model/index.ts'
import type { BoardApply } from '../board.ts'

/** A line of the history. */
export function applyLine(entry: LedgerEntry): BoardApply {
  const { seq, kind, who, when, commit, message = null, planDigest, revision = null } = entry
  return {
    ...{ seq, kind, who, when, message, revision },
    commit: commit === undefined ? null : shortCommit(commit),
    digest: planDigest?.slice(0, 8) ?? null,
  }
}

/** One sentence, without a full stop. */
export function pendingText({ seq, who, when, seconds, kind, node = '', isExpired }: PendingApply): string {
  if (kind === 'canary') return `a canary of ${who} on ${node} stands since @${seq}, ${when}`
  return isExpired
    ? `@${seq} of ${who} was not confirmed within ${seconds} s`
    : `@${seq} of ${who} waits to be confirmed, since ${when}`
}
