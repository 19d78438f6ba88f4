import { ageText } from '../../state/words.ts'
import type { Live } from '../live/follow-board.ts'
import { useNow } from './use-now.ts'

/** How old what is shown is. */
export function Freshness({ live }: { readonly live: Live }) {
  const now = useNow() + live.clockAhead
  const [state, text] = freshnessOf(live, now)
  return (
    <p class={`freshness ${state}`}>
      <span class="lamp" aria-hidden="true" />
      {text}
    </p>
  )
}

function freshnessOf(
  { link, board }: Live,
  now: number,
): readonly [state: 'good' | 'bad' | 'idle', text: string] {
  const readAt = board?.contact.readAt ?? null
  const age = readAt === null ? '' : `${ageText(now - readAt)}`
  if (link.state === 'lost') return ['bad', age === '' ? 'no contact' : `no contact · ${age} old`]
  if (board === null || board.contact.state === 'waiting') return ['idle', 'connecting']
  if (board.contact.state === 'away')
    return ['bad', age === '' ? 'etcd cannot be read' : `etcd cannot be read · ${age} old`]
  // what is read every few seconds needs no clock that ticks
  return ['good', now - (readAt ?? now) < 15_000 ? 'live' : `live · read ${age} ago`]
}
