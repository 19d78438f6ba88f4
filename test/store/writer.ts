import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A running `writer-process.ts`. */
export interface Writer {
  readonly pid: number
  /** Resolves to the lines so far once there are `count` of them. */
  lines(count: number): Promise<readonly string[]>
  /** Kills it with SIGKILL and resolves to all that it said. */
  kill(): Promise<readonly string[]>
  /** Resolves to its exit code. */
  ended(): Promise<number | null>
}

/** Starts another process on a store's file: `put`, `increment` (with a count) or `hold` the lock. */
export function startWriter(role: 'put' | 'increment' | 'hold', file: string, count = 0): Writer {
  const script = join(import.meta.dirname, 'writer-process.ts')
  const parameters = ['--import', 'tsx', script, role, file, String(count)]
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => said.push(line))
  const finished = once(reader, 'close')
  return {
    pid: child.pid ?? 0,
    async lines(wanted) {
      while (said.length < wanted) await once(reader, 'line')
      return said
    },
    async kill() {
      child.kill('SIGKILL')
      await Promise.all([exitOf(child), finished])
      return said
    },
    ended: () => exitOf(child),
  }
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}
