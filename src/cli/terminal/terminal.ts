import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'
import { fileProblem } from '../../app/index.ts'
import { exitCodes, hidePrivateKeys } from '../../model/index.ts'
import { disarm } from '../render/text/plain-text.ts'
import { type FoldableText, wholeText } from './fold.ts'
import { readFolded } from './read-folded.ts'
import { openScreen, rowsOf } from './screen.ts'

/** The streams that a command talks to. */
export interface Terminal {
  /** For standard output. */
  readonly paint: Paint
  /** For standard error. */
  readonly paintWarning: Paint
  /** Standard error is a terminal: progress may be drawn there. */
  readonly isInteractive: boolean
  /** Standard output is a terminal that `repaint` draws on. */
  readonly isScreen: boolean
  /** Someone can answer a question. */
  readonly canAsk: boolean
  /** Writes to standard output. */
  write(text: string): void
  /** Writes to standard error. */
  warn(text: string): void
  /** Writes a line of standard error over the one before. */
  redraw(line: string): void
  /** Shows a text in the place of the one before, where standard output is a screen; elsewhere below it. */
  repaint(text: string): void
  /**
   * Writes a text before a question: where it is longer than the screen of somebody who can answer, its parts are folded,
   * and written as the reader left them.
   */
  writeFolded(text: FoldableText, signal: AbortSignal): Promise<void>
  /** Empties the screen, where standard output is one. */
  clear(): void
  /** From now on the process goes on when nobody takes what it writes, instead of ending there. */
  outliveReaders(): void
  /** Asks for a line; undefined when input ended or `signal` was aborted. Ctrl-C is a signal here too. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>
}

type Colour = 'red' | 'green' | 'yellow' | 'cyan' | 'gray' | 'bold'

/** Colours text, or returns it as it is. */
export type Paint = (colour: Colour, text: string) => string

export const plainPaint: Paint = (_colour, text) => text

/** The terminal of this process; colour only on a terminal that knows it and where nothing forbids it. */
export function processTerminal(options: { noColor: boolean; variables: NodeJS.ProcessEnv }): Terminal {
  const { stdin, stdout, stderr } = process
  const { NO_COLOR, TERM, CI } = options.variables
  const isPlain = options.noColor || Boolean(NO_COLOR) || TERM === 'dumb'
  const isPaintedOn = (stream: NodeJS.WriteStream): boolean => stream.isTTY === true && !isPlain
  const paintOn = (stream: NodeJS.WriteStream): Paint =>
    isPaintedOn(stream) ? (colour, text) => styleText(colour, text, { validateStream: false }) : plainPaint
  const screen = stdout.isTTY === true && TERM !== 'dumb' ? openScreen(stdout) : undefined
  let endsWithReaders = true
  const onError = (error: NodeJS.ErrnoException) => {
    if (endsWithReaders) endUnread(error)
  }
  stdout.on('error', onError)
  stderr.on('error', onError)
  return {
    paint: paintOn(stdout),
    paintWarning: paintOn(stderr),
    isInteractive: stderr.isTTY === true && !CI,
    isScreen: screen !== undefined,
    canAsk: stdin.isTTY === true,
    // Whatever a command prints passes here, a private key or a control character in a value, a key or a source included.
    write: (text) => void stdout.write(printable(text, isPaintedOn(stdout))),
    warn: (text) => void stderr.write(printable(text, isPaintedOn(stderr))),
    redraw: (line) => void stderr.write(`\r\x1b[K${printable(line, false)}`),
    repaint: (text) => {
      const shown = printable(text, isPaintedOn(stdout))
      if (screen === undefined) stdout.write(shown)
      else screen.show(() => shown)
    },
    writeFolded: async (text, signal) => {
      const clean = printableParts(text, isPaintedOn(stdout))
      const whole = wholeText(clean)
      const isFolded = screen !== undefined && stdin.isTTY === true && !signal.aborted
      const fits = whole.split('\n').length < rowsOf(stdout)
      stdout.write(
        isFolded && !fits ? await readFolded(clean, signal, { input: stdin, output: stdout }) : whole,
      )
    },
    clear: () => void (stdout.isTTY === true && stdout.write('\x1b[H\x1b[2J\x1b[3J')),
    outliveReaders: () => {
      endsWithReaders = false
    },
    ask: (question, signal) => askLine(printable(question, false), signal, { input: stdin, output: stderr }),
  }
}

function printableParts({ head, parts, foot }: FoldableText, isPainted: boolean): FoldableText {
  const clean = (lines: readonly string[]) => printable(lines.join('\n'), isPainted).split('\n')
  return {
    head: clean(head),
    parts: parts.map(({ folded, lines }) => ({ folded: printable(folded, isPainted), lines: clean(lines) })),
    foot: clean(foot),
  }
}

function printable(text: string, isPainted: boolean): string {
  return disarm(hidePrivateKeys(text), { isPainted })
}

/** `appia plan | head`: a reader that has seen enough is not an error; a full disk is. */
function endUnread(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') process.exit()
  process.stderr.write(`error: cannot write the output: ${fileProblem(error)}\n`)
  process.exit(exitCodes.error)
}

async function askLine(
  question: string,
  signal: AbortSignal,
  streams: { input: Readable; output: Writable },
): Promise<string | undefined> {
  const lines = createInterface(streams)
  // a terminal that is being read from sends no signal by itself
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  const close = () => lines.close()
  signal.addEventListener('abort', close)
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)))
  try {
    return await Promise.race([lines.question(question), ended])
  } finally {
    signal.removeEventListener('abort', close)
    lines.close()
  }
}
