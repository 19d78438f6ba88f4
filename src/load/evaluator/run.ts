import { type ChildProcess, spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { inputLimits } from '../../model/index.ts'
import type { Answer, EvaluationRequest } from '../answer.ts'
import { ChildProcessError } from '../child-process-error.ts'
import { watchTime } from './watch-time.ts'

/** What became of a child process. */
export type Evaluation =
  | Exclude<Answer, { readonly kind: 'stopped' }>
  /** It had all the processor time that it may have; `site` is the last one that was reached (0: not known). */
  | { readonly kind: 'timeout'; readonly site: number }
  /** It needed more memory than allowed. */
  | { readonly kind: 'memory' }
  /** It ended without an answer, for a reason that is not the author's. */
  | { readonly kind: 'crashed'; readonly detail: string }

export interface RunOptions {
  /** Path of the built evaluator. */
  readonly evaluator: string
  /** Our own script, which it runs while there is nothing else to do. It declares `_$own`. */
  readonly prelude: string
  readonly memoryMegabytes: number
  /** Of the child; set only to show that it makes no difference. */
  readonly environment?: Readonly<Record<string, string>>
  readonly directory?: string
}

/** A hermetic child process that waits for its script. */
export interface Evaluator {
  readonly pid: number | undefined
  /** False once it has ended, by whomever. */
  readonly isAlive: () => boolean
  /** Throws `ChildProcessError` where there is no child to evaluate, or it was killed by others. */
  readonly evaluate: (work: Work) => Promise<Evaluation>
  /** Ends it where there is nothing to evaluate. */
  readonly stop: () => void
}

/** What to evaluate. */
interface Work extends Pick<EvaluationRequest, 'script'> {
  /** Of the processor. */
  readonly timeoutMilliseconds: number
  /** Of the clock, for a machine that is busy with other things; default 30 times as long. */
  readonly patienceMilliseconds?: number
}

/** Starts a child process without environment or rights, so that it is ready when its script is. */
export function startEvaluator(options: RunOptions): Evaluator {
  const child = spawn(process.execPath, nodeOptions(options), {
    env: { ...options.environment },
    cwd: options.directory ?? dirname(options.evaluator),
    stdio: ['pipe', 'pipe', 'pipe'],
    // Out of the terminal's reach: its Ctrl-C is for this process, which then ends the child.
    detached: true,
    windowsHide: true,
  })
  const stop = (): void => void child.kill('SIGKILL')
  process.once('exit', stop)
  child.once('close', () => process.off('exit', stop))
  let isFull = false
  const onFull = (): void => {
    isFull = true
    stop()
  }
  const ended = Promise.all([collect(child.stdout, onFull), collect(child.stderr, onFull), exitOf(child)])
  ended.catch(() => {}) // told by evaluate()
  // A child that died early closes the pipe; its exit tells why.
  child.stdin.on('error', () => {})
  child.stdin.write(`${JSON.stringify(options.prelude)}\n`)
  return {
    pid: child.pid,
    isAlive: () => child.pid !== undefined && child.exitCode === null && child.signalCode === null,
    stop,
    async evaluate({ script, timeoutMilliseconds, patienceMilliseconds = timeoutMilliseconds * 30 }) {
      const request: EvaluationRequest = { script, patienceMilliseconds }
      const time = watchTime(child, timeoutMilliseconds)
      try {
        const [[output, errors, code]] = await Promise.all([ended, send(child, JSON.stringify(request))])
        return evaluationOf({ output, errors, code, isOver: time.isOver(), isFull, ...request })
      } finally {
        time.end()
      }
    },
  }
}

interface Ended extends Pick<EvaluationRequest, 'patienceMilliseconds'> {
  readonly output: string
  readonly errors: string
  readonly code: number | string
  /** True if it was ended here, for its time was over. */
  readonly isOver: boolean
  /** True if it was ended here, for it wrote too much. */
  readonly isFull: boolean
}

function evaluationOf({ output, errors, code, isOver, isFull, patienceMilliseconds }: Ended): Evaluation {
  if (isFull) return { kind: 'memory' }
  const answer = code === 0 && output.trim() !== '' ? (JSON.parse(output) as Answer) : undefined
  if (answer !== undefined && answer.kind !== 'stopped') return answer
  if (isOver) return { kind: 'timeout', site: answer?.site ?? 0 }
  if (answer !== undefined) throw ChildProcessError.slow('the evaluator', patienceMilliseconds)
  if (isOutOfMemory(code, errors)) return { kind: 'memory' }
  if (typeof code === 'string' && errors === '') throw ChildProcessError.killed('the evaluator', code)
  if (output === '') throw ChildProcessError.notStarted(errors, code)
  return { kind: 'crashed', detail: errors.trim() || `exit ${code}` }
}

/** V8 ends the process where it finds no memory, in more than one way, and says so. */
function isOutOfMemory(code: number | string, errors: string): boolean {
  const isEndedByItself = code === 'SIGABRT' || code === 'SIGTRAP' || code === 134
  return (isEndedByItself && errors !== '') || /out of memory|invalid size error/.test(errors)
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

/** Of a stream that never ends, or is longer than any workspace, only the beginning, and the child is ended. */
export async function collect(
  stream: NodeJS.ReadableStream,
  onFull: () => void,
  most: number = inputLimits.answerCharacters,
): Promise<string> {
  stream.setEncoding('utf8')
  const chunks: string[] = []
  let length = 0
  for await (const chunk of stream) {
    length += (chunk as string).length
    if (length > most) onFull()
    else chunks.push(chunk as string)
  }
  return chunks.join('')
}

function exitOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(ChildProcessError.notStarted(error.message, 'none')))
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
}

function send(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve) => {
    child.stdin?.on('error', () => resolve())
    child.stdin?.end(text, () => resolve())
  })
}
