import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for a promise, but no longer than this many ms, nor past the signal. Leaves no timer behind. */
export async function waitAtMost(
  promise: Promise<unknown>,
  milliseconds: number,
  stopped?: AbortSignal,
): Promise<void> {
  const over = new AbortController()
  const signals = stopped === undefined ? [over.signal] : [over.signal, stopped]
  const pause = sleep(milliseconds, undefined, { signal: AbortSignal.any(signals) }).catch(() => undefined)
  try {
    await Promise.race([promise, pause])
  } finally {
    over.abort()
  }
}
