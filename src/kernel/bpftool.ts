import { execFile } from 'node:child_process'

/** bpftool, or the kernel behind it, said no. */
export class KernelError extends Error {
  override readonly name = 'KernelError'
  readonly code: 'bpftool-missing' | 'bpftool-failed'

  constructor(code: KernelError['code'], message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

/** Runs `bpftool -j` and gives what it printed. Throws `KernelError`. */
export async function bpftool(parameters: readonly string[]): Promise<unknown> {
  const answer = parse(await run(['-j', ...parameters], ''))
  const problem = problemIn(answer)
  if (problem !== undefined) throw failure(parameters.join(' '), problem)
  return answer
}

/**
 * Runs many bpftool commands in one process, in order, and gives the output of each. Stops at the first that fails and
 * throws `KernelError`; those before it are done. A command's words must not contain white space.
 */
export async function bpftoolBatch(commands: readonly (readonly string[])[]): Promise<unknown[]> {
  if (commands.length === 0) return []
  const blank = commands.flat().find((word) => /\s/.test(word))
  if (blank !== undefined) {
    throw new KernelError('bpftool-failed', `bpftool batch takes no blanks in ${JSON.stringify(blank)}`)
  }
  const text = commands.map((words) => `${words.join(' ')}\n`).join('')
  const answers = parse(await run(['-j', 'batch', 'file', '-'], text))
  const whole = problemIn(answers)
  if (whole !== undefined || !Array.isArray(answers)) throw failure('batch', whole ?? 'no list')
  return answers.map((answer: { command: string[]; output: unknown }) => {
    const problem = problemIn(answer.output)
    if (problem !== undefined) throw failure(answer.command.join(' '), problem)
    return answer.output
  })
}

function run(parameters: readonly string[], input: string): Promise<string> {
  // Debian keeps it in /usr/sbin, which is not in every PATH.
  const env = { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' }
  const options = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, env } as const
  return new Promise((resolve, reject) => {
    const child = execFile('bpftool', parameters, options, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') {
        reject(new KernelError('bpftool-missing', 'bpftool is not installed', { cause: error }))
      } else if (error && stdout.trim() === '') {
        reject(failure(parameters.join(' '), stderr.trim() || error.message))
      } else {
        resolve(stdout)
      }
    })
    child.stdin?.on('error', () => {
      // The process ended before it read everything; its exit says why.
    })
    child.stdin?.end(input)
  })
}

// With -j bpftool prints errors as JSON, several of them side by side.
function parse(text: string): unknown {
  try {
    return JSON.parse(text.trim() === '' ? 'null' : text)
  } catch {
    const messages = [...text.matchAll(/"error":"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1])
    return { error: messages[0] ?? `unreadable answer: ${text.slice(0, 200)}` }
  }
}

function problemIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined
  return String(answer.error)
}

function failure(command: string, problem: string): KernelError {
  return new KernelError('bpftool-failed', `bpftool ${command}: ${problem}`)
}
