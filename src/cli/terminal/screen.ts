/** A text that is drawn over itself, on a screen of its own. */
export interface Screen {
  show(text: string): void
}

/** Where a terminal does not say how high it is: it says 0, or nothing. */
const usualRows = 24
const enter = '\x1b[?1049h\x1b[?25l\x1b[?7l'
const leave = '\x1b[?7h\x1b[?25h\x1b[?1049l'

/**
 * A screen beside the lines of a terminal: what was there before is there again at the end of the process, and the last text
 * below it. Follows the size of the window; what does not fit is cut off, and counted.
 */
export function openScreen(stream: NodeJS.WriteStream): Screen {
  let latest: string | undefined
  const draw = () => {
    const lines = cutTo((latest ?? '').trimEnd().split('\n'), stream.rows || usualRows)
    stream.write(`\x1b[H${lines.map((line) => `${line}\x1b[K`).join('\r\n')}\x1b[J`)
  }
  return {
    show(text) {
      if (latest === undefined) {
        stream.write(enter)
        stream.on('resize', draw)
        process.once('exit', () => stream.write(`${leave}${latest}`))
      }
      latest = text
      draw()
    },
  }
}

function cutTo(lines: readonly string[], rows: number): readonly string[] {
  if (lines.length <= rows) return lines
  const shown = Math.max(1, rows - 1)
  return [...lines.slice(0, shown), `… ${lines.length - shown} more lines`]
}
