import { execFile } from 'node:child_process'

/** How a program ended. */
export interface CommandOutcome {
  /** Absent where it succeeded. */
  readonly problem?: string
  /** Its standard output and error, the last of them. */
  readonly output: string
}

/** Bytes of output that are kept. */
const longestOutput = 16_384

/** Runs a program without a shell, killed after `seconds`. Never rejects. */
export function runCommand(
  [program = '', ...words]: readonly string[],
  { seconds, signal }: { readonly seconds: number; readonly signal?: AbortSignal },
): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    const options = {
      timeout: Math.ceil(seconds * 1000),
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 26,
      ...(signal && { signal }),
    } as const
    execFile(program, words, options, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.slice(-longestOutput)
      resolve(error === null ? { output } : { output, problem: problemOf(program, error, seconds) })
    })
  })
}

function problemOf(
  program: string,
  error: Error & {
    readonly code?: number | string | null
    readonly killed?: boolean
    readonly signal?: string | null
  },
  seconds: number,
): string {
  if (error.name === 'AbortError') return `${program} was stopped with the agent`
  if (error.killed === true) return `${program} did not end within ${seconds} s`
  if (typeof error.code === 'number') return `${program} ended with ${error.code}`
  if (typeof error.signal === 'string') return `${program} was ended by ${error.signal}`
  return `${program} cannot be run: ${error.code ?? error.message}`
}
