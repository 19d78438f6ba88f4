import { setTimeout } from 'node:timers/promises'

/** Time as an apply needs it; tests bring their own. */
export interface Clock {
  /** Milliseconds, rising. */
  now(): number
  wait(milliseconds: number): Promise<void>
}

/** The real one. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wait: async (milliseconds) => void (await setTimeout(milliseconds)),
}
