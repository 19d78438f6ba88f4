import type { BoardDifference } from '../../board.ts'
import type { Asked } from '../live/use-asked.ts'
import { Rows } from './rows.tsx'

/** A few keys are shown unfolded. */
const mostUnfolded = 12

/** What differs, a key at a time. */
export function Difference({ asked }: { readonly asked: Asked<BoardDifference> }) {
  if (asked.kind === 'waiting')
    return (
      <p class="muted" role="status">
        Reading …
      </p>
    )
  if (asked.kind === 'problem') return <p class="problem">{asked.text}</p>
  const { title, notes, keys, omitted } = asked.answer
  return (
    <div class="difference">
      <p class="title" role="status">
        {title}
      </p>
      {notes.length === 0 ? null : (
        <ul class="notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {keys.map(({ key, kind, rows }) => (
        <details key={key} open={keys.length <= mostUnfolded}>
          <summary>
            <code>{key}</code> <span class="muted">{kind}</span>
          </summary>
          <Rows rows={rows} name={key} />
        </details>
      ))}
      {omitted === 0 ? null : (
        <p class="muted">{omitted} more keys: appia diff or appia plan shows all of them.</p>
      )}
    </div>
  )
}
