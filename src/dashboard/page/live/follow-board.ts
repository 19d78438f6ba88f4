import type { Board, BoardChange, Samples } from '../../board.ts'
import { afterChange } from './after-change.ts'
import { afterSample } from './after-sample.ts'
import { ask, authorization, TokenNeeded } from './ask.ts'
import { readEvents } from './read-events.ts'

/** What the page knows. */
export interface Live {
  readonly link: Link
  readonly board: Board | null
  readonly samples: Samples
  /** How far the server's clock is ahead of this one; milliseconds. */
  readonly clockAhead: number
}

/** Whether the server answers this page. */
interface Link {
  readonly state: 'connecting' | 'open' | 'lost' | 'token-needed'
  /** By this clock. */
  readonly since: number
}

/** As it begins. */
export function emptyLive(): Live {
  return {
    link: { state: 'connecting', since: Date.now() },
    board: null,
    samples: { times: [], endpoints: [] },
    clockAhead: 0,
  }
}

/** The server says something every ten seconds; a line that is silent for longer is dead. */
const silenceMilliseconds = 25_000
const longestPause = 10_000

/** Follows the board until the signal, and connects again whenever the line breaks; ends where a token is needed. */
export async function followBoard(onLive: (live: Live) => void, signal: AbortSignal): Promise<void> {
  let live = emptyLive()
  const tell = (next: Partial<Live>) => {
    live = { ...live, ...next }
    onLive(live)
  }
  const setLink = (state: Link['state']) => {
    if (live.link.state !== state) tell({ link: { state, since: Date.now() } })
  }
  let pause = 500
  while (!signal.aborted) {
    try {
      await follow((change) => {
        pause = 500
        tell(change(live))
        setLink('open')
      }, signal)
    } catch (error) {
      if (error instanceof TokenNeeded) return setLink('token-needed')
    }
    if (signal.aborted) return
    setLink('lost')
    await new Promise((resolve) => setTimeout(resolve, pause))
    pause = Math.min(pause * 2, longestPause)
  }
}

async function follow(
  take: (change: (live: Live) => Partial<Live>) => void,
  signal: AbortSignal,
): Promise<void> {
  const line = new AbortController()
  const stop = () => line.abort()
  signal.addEventListener('abort', stop)
  let watchdog = setTimeout(stop, silenceMilliseconds)
  const onLife = () => {
    clearTimeout(watchdog)
    watchdog = setTimeout(stop, silenceMilliseconds)
  }
  try {
    const response = await fetch('/api/events', { headers: authorization(), signal: line.signal })
    if (response.status === 401) throw new TokenNeeded()
    if (!response.ok || response.body === null) throw new Error(await response.text())
    const samples = await ask<Samples>('/api/samples', line.signal)
    take(() => ({ samples }))
    await readEvents(response.body, { onLife, onEvent: ({ name, data }) => take(changeOf(name, data)) })
  } finally {
    clearTimeout(watchdog)
    signal.removeEventListener('abort', stop)
  }
}

/** What an event changes; the server wrote it, as `board.ts` has it. */
function changeOf(name: string, data: string): (live: Live) => Partial<Live> {
  if (name === 'board') {
    const board = JSON.parse(data) as Board
    return () => ({ board, clockAhead: board.now - Date.now() })
  }
  const change = JSON.parse(data) as BoardChange
  return ({ board, samples }) =>
    board === null
      ? {}
      : {
          board: afterChange(board, change),
          clockAhead: change.now - Date.now(),
          ...(change.endpoints && { samples: afterSample(samples, change.now, change.endpoints) }),
        }
}
