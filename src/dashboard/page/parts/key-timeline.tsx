import type { BoardKey, BoardRotation } from '../../board.ts'
import { ageText } from '../../state/words.ts'

/** When each key was made, encrypts and goes, on one line of time up to the next rotation. */
export function KeyTimeline({
  rotation,
  now,
}: {
  readonly rotation: BoardRotation | null
  readonly now: number
}) {
  if (rotation === null || rotation.keys.length === 0) return <p class="muted">There are no keys.</p>
  const { keys, nextRotation } = rotation
  const ends = [now, ...[nextRotation, ...keys.map(({ retireAfter }) => retireAfter)].flatMap(timeOf)]
  const start = Math.min(...keys.map(({ createdAt }) => Date.parse(createdAt)))
  const span = Math.max(...ends) - start || 1
  const at = (time: number) => `${(((time - start) / span) * 100).toFixed(2)}%`
  return (
    <div class="timeline">
      <ul>
        {keys.map((key) => {
          const [from, to] = [Date.parse(key.createdAt), endOf(key, rotation, now)]
          return (
            <li key={key.id}>
              <span class="key">
                {key.id} <span class="muted">{keyText(key, now)}</span>
              </span>
              <span class="track" aria-hidden="true">
                <i class={key.state} style={{ left: at(from), right: `calc(100% - ${at(to)})` }} />
                <i class="now" style={{ left: at(now) }} />
              </span>
            </li>
          )
        })}
      </ul>
      {nextRotation === null ? null : <p class="muted">{nextText(Date.parse(nextRotation) - now)}</p>}
    </div>
  )
}

function timeOf(text: string | null): number[] {
  return text === null ? [] : [Date.parse(text)]
}

function endOf({ state, retireAfter }: BoardKey, { nextRotation }: BoardRotation, now: number): number {
  if (retireAfter !== null) return Date.parse(retireAfter)
  return state === 'primary' && nextRotation !== null ? Date.parse(nextRotation) : now
}

/** `encrypts since 3 h · opened by 4 of 5` */
function keyText(
  { state, primarySince, retireAfter, createdAt, openedBy, sealedFor }: BoardKey,
  now: number,
): string {
  const opened = `opened by ${openedBy} of ${sealedFor}`
  if (state === 'pending') return `made ${ageText(now - Date.parse(createdAt))} ago, waits · ${opened}`
  if (state === 'primary')
    return `encrypts since ${ageText(now - Date.parse(primarySince ?? createdAt))} · ${opened}`
  return retireAfter === null
    ? `only decrypts · ${opened}`
    : `only decrypts, goes in ${ageText(Date.parse(retireAfter) - now)}`
}

function nextText(milliseconds: number): string {
  return milliseconds < 0
    ? `The next rotation is due since ${ageText(-milliseconds)}.`
    : `The next rotation is due in ${ageText(milliseconds)}.`
}
