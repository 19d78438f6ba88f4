import { spawn } from 'node:child_process'
import { join } from 'node:path'

const program = join(import.meta.dirname, '../../dist/main.js')

/** What was shown on a terminal, and how the command ended. */
export interface OnTerminal {
  readonly exitCode: number | null
  readonly screen: string
}

/** What happens once the terminal shows a text: something is typed (`\r` is Return, `\x03` is Ctrl-C) or done. */
export interface Answer {
  readonly after: string
  readonly type?: string
  readonly act?: () => void
}

/** Runs the built command line on a terminal of its own, and answers what it asks, in this order. */
export async function onTerminal(words: readonly string[], options: TerminalOptions): Promise<OnTerminal> {
  return await typeOnTerminal([process.execPath, program, ...words], options)
}

interface TerminalOptions {
  readonly directory: string
  readonly answers: readonly Answer[]
  /** Instead of this process's own. */
  readonly variables?: Readonly<Record<string, string | undefined>>
}

/** The same for any program. */
export async function typeOnTerminal(
  words: readonly string[],
  { directory, answers, variables = inherited() }: TerminalOptions,
): Promise<OnTerminal> {
  const command = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const child = spawn('script', ['-q', '-e', '-c', command, '/dev/null'], {
    cwd: directory,
    env: { ...variables, TERM: 'dumb' },
  })
  let screen = ''
  let seen = 0
  const waiting = [...answers]
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString()
    const [next] = waiting
    const at = next === undefined ? -1 : screen.indexOf(next.after, seen)
    if (next === undefined || at < 0) return
    seen = at + next.after.length
    waiting.shift()
    next.act?.()
    if (next.type !== undefined) child.stdin.write(next.type)
  })
  // What waits for an answer that it does not get would wait for ever.
  const limit = setTimeout(() => child.kill('SIGKILL'), 90_000)
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  clearTimeout(limit)
  return { exitCode, screen: screen.replaceAll('\r\n', '\n') }
}

function inherited(): Readonly<Record<string, string | undefined>> {
  const { PATH, HOME, XDG_CACHE_HOME, XDG_STATE_HOME } = process.env
  return { PATH, HOME, XDG_CACHE_HOME, XDG_STATE_HOME }
}
