import { setImmediate } from 'node:timers/promises'

/** How long nothing is heard, plus the rest of one step. */
const pauseEveryMs = 50

/** Runs what is done in steps to its end; between them, signals are heard. */
export async function runInterruptibly<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  let pausedAt = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - pausedAt < pauseEveryMs) continue
    await setImmediate()
    pausedAt = performance.now()
  }
}
