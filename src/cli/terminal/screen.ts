/** A text that is drawn over itself, on a screen of its own. */
export interface Screen {
  /** The text for a screen of so many rows; it is asked for again where the window changes. */
  show(textFor: (rows: number) => string): void
  /** What was there before is there again, and nothing of the texts. */
  close(): void
}

/** Where a terminal does not say how high it is: it says 0, or nothing. */
const usualRows = 24
const enter = '\x1b[?1049h\x1b[?25l\x1b[?7l'
const leave = '\x1b[?7h\x1b[?25h\x1b[?1049l'

/** How many lines a terminal shows. */
export function rowsOf({ rows }: NodeJS.WriteStream): number {
  return rows || usualRows
}

/**
 * A screen beside the lines of a terminal: what was there before is there again at the end of the process, and the last text
 * below it. Follows the size of the window; what does not fit is cut off, and counted.
 */
export function openScreen(stream: NodeJS.WriteStream): Screen {
  let latest: ((rows: number) => string) | undefined
  const text = () => latest?.(rowsOf(stream)) ?? ''
  const draw = () => {
    const lines = cutTo(text().trimEnd().split('\n'), rowsOf(stream))
    stream.write(`\x1b[H${lines.map((line) => `${line}\x1b[K`).join('\r\n')}\x1b[J`)
  }
  const end = () => stream.write(`${leave}${text()}`)
  return {
    show(textFor) {
      if (latest === undefined) {
        stream.write(enter)
        stream.on('resize', draw)
        process.once('exit', end)
      }
      latest = textFor
      draw()
    },
    close() {
      if (latest === undefined) return
      stream.off('resize', draw)
      process.off('exit', end)
      stream.write(leave)
      latest = undefined
    },
  }
}

function cutTo(lines: readonly string[], rows: number): readonly string[] {
  if (lines.length <= rows) return lines
  const shown = Math.max(1, rows - 1)
  return [...lines.slice(0, shown), `… ${lines.length - shown} more lines`]
}
