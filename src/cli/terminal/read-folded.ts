import { emitKeypressEvents, type Key } from 'node:readline'
import {
  allFolded,
  type FoldableText,
  type FoldState,
  foldScreen,
  press,
  scrolled,
  textAsLeft,
} from './fold.ts'
import { openScreen, rowsOf } from './screen.ts'

interface Streams {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
}

/**
 * Lets a reader fold and unfold the parts of a text on a screen of its own, which is gone afterwards: gives the text as it
 * was left. Ends also when `signal` is aborted; Ctrl-C is a signal here too.
 */
export async function readFolded(
  text: FoldableText,
  signal: AbortSignal,
  { input, output }: Streams,
): Promise<string> {
  const screen = openScreen(output)
  let state: FoldState = allFolded
  const draw = () =>
    screen.show((rows) => {
      state = scrolled(text, state, rows)
      return foldScreen(text, state, rows)
    })
  const wasRaw = input.isRaw
  let close = () => {}
  const closed = new Promise<void>((resolve) => {
    close = resolve
  })
  const onKey = (_: string | undefined, { name = '', ctrl }: Key) => {
    // A terminal that is being read from sends no signal by itself.
    if (ctrl === true && name === 'c') process.kill(process.pid, 'SIGINT')
    const next = ctrl === true ? state : press(name, state, { text, rows: rowsOf(output) })
    if (next === undefined) close()
    else {
      state = next
      draw()
    }
  }
  emitKeypressEvents(input)
  input.on('keypress', onKey)
  input.on('end', close)
  signal.addEventListener('abort', close)
  try {
    input.setRawMode(true)
    input.resume()
    draw()
    if (!signal.aborted) await closed
  } finally {
    signal.removeEventListener('abort', close)
    input.off('end', close)
    input.off('keypress', onKey)
    input.setRawMode(wasRaw)
    input.pause()
    screen.close()
  }
  return textAsLeft(text, state)
}
