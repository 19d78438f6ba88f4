import { setTimeout } from 'node:timers/promises'

/** Time as an apply needs it; tests bring their own. */
export interface Clock {
  /** Milliseconds, rising. */
  now(): number
  /** Returns early when `signal` is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** The real one. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wait: async (milliseconds, signal) => {
    // a rejection says only that the signal was aborted
    await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
  },
}
