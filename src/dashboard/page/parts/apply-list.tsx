import type { BoardApply } from '../../board.ts'
import { ageText } from '../../state/words.ts'
import { hrefOf } from '../route.ts'

const kinds = {
  apply: 'applied',
  rollback: 'rolled back',
  fence: 'ended another',
  trim: 'trimmed the history',
  sign: 'signed what stands',
} as const

/** Applies, newest first; each leads to what it changed. */
export function ApplyList({
  applies,
  now,
}: {
  readonly applies: readonly BoardApply[]
  readonly now: number
}) {
  if (applies.length === 0) return <p class="muted">Nothing was applied yet.</p>
  return (
    <ol class="applies">
      {applies.map(({ seq, kind, who, when, commit, message }) => (
        <li key={seq}>
          {kind === 'apply' || kind === 'rollback' ? (
            <a
              class="seq"
              href={hrefOf('diff', `@${seq - 1}`, `@${seq}`)}
              aria-label={`what @${seq} changed`}
            >
              @{seq}
            </a>
          ) : (
            <span class="seq">@{seq}</span>
          )}
          <span class="what">
            {message ?? kinds[kind]}
            {kind === 'apply' || message === null ? '' : ` (${kinds[kind]})`}
          </span>
          <span class="muted by">
            {who}
            {commit === null ? '' : ` · ${commit}`} ·{' '}
            <time dateTime={when}>{ageText(now - Date.parse(when))} ago</time>
          </span>
        </li>
      ))}
    </ol>
  )
}
