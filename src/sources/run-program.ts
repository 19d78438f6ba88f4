import { type ChildProcess, spawn } from 'node:child_process'
import type { SecretSource } from '../model/index.ts'
import { errorWord, type SourceWorld, secretBytesLimit, withoutNewline } from './secret-bytes.ts'

type Outcome = { readonly bytes: Buffer } | { readonly problem: string; readonly help?: string }

/** As much of what a program says of an error as is repeated. */
const mostSaid = 400

/**
 * What a program prints. It has no shell and no input, and is ended with all that it started when its time is up, when it
 * prints too much, or when the apply is interrupted. What it prints is never repeated, what it says of errors is.
 */
export async function runProgram(
  { argv, milliseconds }: Extract<SecretSource, { from: 'command' }>,
  { directory, variables, signal }: SourceWorld,
): Promise<Outcome> {
  const [program = '', ...rest] = argv
  const child = spawn(program, rest, {
    cwd: directory,
    env: { ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    shell: false,
  })
  return await new Promise((settle) => {
    const printed = gather(child.stdout, secretBytesLimit + 2, () => stop('printed too much'))
    const said = gather(child.stderr, mostSaid, () => {})
    let reason: string | undefined
    const stop = (why: string) => {
      reason ??= why
      endGroup(child)
    }
    const interrupt = () => stop('was interrupted')
    const timer = setTimeout(() => stop(`did not end within ${milliseconds} ms`), milliseconds)
    signal.addEventListener('abort', interrupt, { once: true })
    if (signal.aborted) interrupt()
    const finish = (outcome: Outcome) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', interrupt)
      settle(outcome)
    }
    child.on('error', (error) => finish({ problem: `cannot run ${program}: ${errorWord(error)}` }))
    child.on('close', (code, killedBy) => {
      if (reason !== undefined) finish({ problem: `${program} ${reason}` })
      else if (code === 0) finish({ bytes: withoutNewline(printed()) })
      else finish({ problem: `${program} ended with ${code ?? killedBy}${saying(said())}` })
    })
  })
}

function gather(stream: NodeJS.ReadableStream, most: number, onFull: () => void): () => Buffer {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    if (size < most) chunks.push(chunk.subarray(0, most - size))
    size += chunk.length
    if (size > most) onFull()
  })
  return () => Buffer.concat(chunks)
}

/** The process and those that it started: it leads a group of its own. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL') // the group is gone already
  }
}

function saying(said: Buffer): string {
  const text = said.toString('utf8').trim()
  return text === '' ? '' : `: ${text}`
}
