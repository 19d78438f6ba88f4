import { spawn } from 'node:child_process'
import { join } from 'node:path'

const program = join(import.meta.dirname, '../../dist/main.js')

export interface Ran {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly directory: string
  readonly variables?: Readonly<Record<string, string>>
  /** The Node that runs it; this process's own unless given. */
  readonly node?: string
  /** What the process takes for the date, by `faketime`; the real one unless given. */
  readonly date?: string
  /** Text for standard input; empty input unless given. */
  readonly input?: string
}

/** A command line that runs. */
export interface Running {
  readonly pid: number | undefined
  readonly ended: Promise<Ran>
  /** Ctrl-C; resolves when the process has said that it noticed, or has ended. */
  interrupt(): Promise<void>
}

/** Runs the built command line as a process, without a terminal and without the caller's CI or etcd variables. */
export async function appia(words: readonly string[], options: RunOptions): Promise<Ran> {
  return await startAppia(words, options).ended
}

/** As `appia`, for what happens while it runs. */
export function startAppia(words: readonly string[], options: RunOptions): Running {
  const clock = options.date === undefined ? [] : ['faketime', options.date]
  const [command = '', ...rest] = [...clock, options.node ?? process.execPath, program, ...words]
  const child = spawn(command, rest, {
    cwd: options.directory,
    env: { ...inherited(), ...options.variables },
  })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  child.stdin.end(options.input ?? '')
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const textOf = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString()
  return {
    pid: child.pid,
    ended: closed.then((exitCode) => ({ exitCode, stdout: textOf(stdout), stderr: textOf(stderr) })),
    async interrupt() {
      const noticed = new Promise<void>((resolve) => {
        child.stderr.on('data', () => textOf(stderr).includes('interrupted') && resolve())
      })
      child.kill('SIGINT')
      await Promise.race([noticed, closed])
    },
  }
}

/** What a process needs to run as this user. */
function inherited(): Record<string, string | undefined> {
  const { PATH, HOME, XDG_CACHE_HOME, XDG_STATE_HOME } = process.env
  return { PATH, HOME, XDG_CACHE_HOME, XDG_STATE_HOME }
}
