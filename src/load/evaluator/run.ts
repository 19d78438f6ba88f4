import { type ChildProcess, spawn } from 'node:child_process'
import { dirname } from 'node:path'
import type { Answer, EvaluationRequest } from '../answer.ts'
import { EvaluatorError } from './evaluator-error.ts'

/** What became of a child process. */
export type Evaluation =
  | Answer
  /** It needed more memory than allowed. */
  | { readonly kind: 'memory' }
  /** It ended without an answer, for a reason that is not the author's. */
  | { readonly kind: 'crashed'; readonly detail: string }

export interface RunOptions {
  /** Path of the built evaluator. */
  readonly evaluator: string
  readonly memoryMegabytes: number
  /** Of the child; set only to show that it makes no difference. */
  readonly environment?: Readonly<Record<string, string>>
  readonly directory?: string
}

/** A hermetic child process that waits for its script. */
export interface Evaluator {
  readonly evaluate: (request: EvaluationRequest) => Promise<Evaluation>
  /** Ends it where there is nothing to evaluate. */
  readonly stop: () => void
}

/** Starts a child process without environment or rights, so that it is ready when its script is. */
export function startEvaluator(options: RunOptions): Evaluator {
  const child = spawn(process.execPath, nodeOptions(options), {
    env: { ...options.environment },
    cwd: options.directory ?? dirname(options.evaluator),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = Promise.all([collect(child.stdout), collect(child.stderr), exitOf(child)])
  ended.catch(() => {}) // told by evaluate()
  return {
    stop: () => void child.kill('SIGKILL'),
    async evaluate(request) {
      const late = setTimeout(() => child.kill('SIGKILL'), request.timeoutMilliseconds + 5_000)
      try {
        const [[output, errors, code]] = await Promise.all([ended, send(child, JSON.stringify(request))])
        return evaluationOf(output, errors, code)
      } finally {
        clearTimeout(late)
      }
    },
  }
}

function evaluationOf(output: string, errors: string, code: number | string): Evaluation {
  if (output === '') throw EvaluatorError.notStarted(errors, code)
  if (code === 0 && output.trim() !== '') return JSON.parse(output) as Answer
  if (isOutOfMemory(code, errors)) return { kind: 'memory' }
  if (code === 'SIGKILL') return { kind: 'timeout', site: 0 }
  return { kind: 'crashed', detail: errors.trim() || `exit ${code}` }
}

/** V8 ends the process where it finds no memory, in more than one way. */
function isOutOfMemory(code: number | string, errors: string): boolean {
  return (
    code === 'SIGABRT' ||
    code === 'SIGTRAP' ||
    code === 134 ||
    /out of memory|invalid size error/.test(errors)
  )
}

function nodeOptions({ evaluator, memoryMegabytes }: RunOptions): string[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission'
  return [
    permission,
    `--allow-fs-read=${dirname(evaluator)}/*`,
    '--disallow-code-generation-from-strings',
    `--max-old-space-size=${memoryMegabytes}`,
    // Tracking makes many objects that live to the end: a small nursery would copy them again and again.
    '--min-semi-space-size=32',
    '--max-semi-space-size=64',
    '--no-warnings',
    evaluator,
  ]
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  stream.setEncoding('utf8')
  const chunks: string[] = []
  for await (const chunk of stream) chunks.push(chunk as string)
  return chunks.join('')
}

function exitOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(EvaluatorError.notStarted(error.message, 'none')))
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
}

function send(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve) => {
    // A child that died early closes the pipe; its exit tells why.
    child.stdin?.on('error', () => resolve())
    child.stdin?.end(text, () => resolve())
  })
}
