import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Ran } from '../support/appia.ts'

const program = join(import.meta.dirname, '../../dist/main.js')

/** A dashboard that runs as a process of its own. */
export interface RunningDashboard {
  readonly address: { readonly host: string; readonly port: number }
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<Ran>
}

interface StartOptions {
  readonly directory: string
  readonly variables?: Readonly<Record<string, string>>
}

/** Starts the built `appia dashboard`; resolves when it listens. It ends with the test at the latest. */
export async function startDashboard(
  words: readonly string[],
  { directory, variables = {} }: StartOptions,
): Promise<RunningDashboard> {
  const { PATH, HOME, XDG_CACHE_HOME, XDG_STATE_HOME } = process.env
  const child = spawn(
    process.execPath,
    [program, 'dashboard', '--listen', '127.0.0.1:0', '--json', ...words],
    {
      cwd: directory,
      env: { PATH, HOME, XDG_CACHE_HOME, XDG_STATE_HOME, ...variables },
    },
  )
  const said = { stdout: '', stderr: '' }
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  const ended = closed.then((exitCode) => ({ exitCode, ...said }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await closed
  })
  child.stderr.on('data', (data: Buffer) => {
    said.stderr += data.toString()
  })
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      said.stdout += data.toString()
      const [, address] = /"listening":"([^"]+)"/.exec(said.stdout) ?? []
      if (address !== undefined) resolve(address)
    })
    void ended.then(({ exitCode }) => reject(new Error(`it ended with ${exitCode}: ${said.stderr}`)))
  })
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(await listening) ?? []
  return { address: { host, port: Number(port) }, kill: (signal) => void child.kill(signal), ended }
}
