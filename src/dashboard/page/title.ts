import { useEffect } from 'preact/hooks'
import type { Live } from './live/follow-board.ts'

/** Says in the tab how things stand. */
export function useTitle({ board, link }: Live): void {
  const text = titleOf(board, link.state === 'lost')
  useEffect(() => {
    document.title = text
  }, [text])
}

function titleOf(board: Live['board'], isLost: boolean): string {
  const name = board?.subject?.environment ?? 'Appia'
  if (isLost) return `? ${name}: no contact`
  const broken = board?.alarms.filter(({ severity }) => severity === 'broken').length ?? 0
  return broken > 0 ? `✗ ${name}: ${broken} broken` : `${name} · Appia`
}
