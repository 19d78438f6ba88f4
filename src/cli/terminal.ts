import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'

/** The streams that a command talks to. */
export interface Terminal {
  readonly paint: Paint
  /** Standard error is a terminal: progress may be drawn there. */
  readonly isInteractive: boolean
  /** Someone can answer a question. */
  readonly canAsk: boolean
  /** Writes to standard output. */
  write(text: string): void
  /** Writes to standard error. */
  warn(text: string): void
  /** Asks for a line; undefined when input ended or `signal` was aborted. Ctrl-C is a signal here too. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>
}

export type Colour = 'red' | 'green' | 'yellow' | 'cyan' | 'gray' | 'bold'

/** Colours text, or returns it as it is. */
export type Paint = (colour: Colour, text: string) => string

export const plainPaint: Paint = (_colour, text) => text

/** The terminal of this process; colour only where standard output is a terminal and nothing forbids it. */
export function processTerminal(options: { noColor: boolean; variables: NodeJS.ProcessEnv }): Terminal {
  const { stdin, stdout, stderr } = process
  const hasColour = stdout.isTTY === true && !options.noColor && !options.variables.NO_COLOR
  return {
    paint: hasColour ? (colour, text) => styleText(colour, text) : plainPaint,
    isInteractive: stderr.isTTY === true && !options.variables.CI,
    canAsk: stdin.isTTY === true,
    write: (text) => void stdout.write(text),
    warn: (text) => void stderr.write(text),
    ask: (question, signal) => askLine(question, signal, { input: stdin, output: stderr }),
  }
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
