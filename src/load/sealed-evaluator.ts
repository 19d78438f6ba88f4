import { preludeOf } from './bundle/prelude.ts'
import { type Evaluator, type RunOptions, startEvaluator } from './evaluator/run.ts'
import { packageFiles } from './package-files.ts'

/** The limits of an evaluation. */
export interface Limits {
  /** Of the processor. */
  readonly timeoutMilliseconds: number
  readonly memoryMegabytes: number
}

export const defaultLimits: Limits = { timeoutMilliseconds: 10_000, memoryMegabytes: 512 }

/** Starts an evaluator that seals itself and waits for the author's code; `surroundings` make no difference to it. */
export async function startSealedEvaluator(
  { memoryMegabytes }: Pick<Limits, 'memoryMegabytes'>,
  surroundings: Pick<RunOptions, 'environment' | 'directory'> = {},
): Promise<Evaluator> {
  const files = packageFiles()
  const { script } = await preludeOf(files)
  const prelude = `${script}_$own.seal()`
  return startEvaluator({ evaluator: files.evaluator, prelude, memoryMegabytes, ...surroundings })
}

/**
 * An evaluator that is started before there is something to evaluate. It is like any other: it has seen none of the
 * author's code, evaluates once, and ends.
 */
export class StandbyEvaluator {
  private waiting: Promise<Evaluator> | undefined

  /** Starts one, unless one waits. */
  prepare(): void {
    this.waiting ??= startSealedEvaluator(defaultLimits)
    this.waiting.catch(() => {}) // told by `take`, which tries again
  }

  /** The one that waits, unless somebody has ended it; then a new one. It is the caller's from now on. */
  async take(): Promise<Evaluator> {
    const waiting = await this.waiting?.catch(() => undefined)
    this.waiting = undefined
    return waiting?.isAlive() === true ? waiting : await startSealedEvaluator(defaultLimits)
  }

  /** Ends the one that waits. */
  async close(): Promise<void> {
    const waiting = await this.waiting?.catch(() => undefined)
    this.waiting = undefined
    waiting?.stop()
  }
}
