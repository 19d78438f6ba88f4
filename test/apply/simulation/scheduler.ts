import { setImmediate } from 'node:timers/promises'
import type { Random } from './random.ts'

/** Lets one of several concurrent clients take one step at a time, in an order that the seed decides. */
export interface Scheduler {
  /** Resolves when it is this caller's turn. */
  turn(): Promise<void>
  /** Runs all clients to their ends; between steps `meanwhile` may happen. */
  run(clients: readonly (() => Promise<void>)[], meanwhile: () => Promise<void>): Promise<void>
}

/** A scheduler for one run. */
export function openScheduler(random: Random): Scheduler {
  const waiting: (() => void)[] = []
  return {
    turn: () => new Promise((resolve) => waiting.push(resolve)),
    async run(clients, meanwhile) {
      let running = clients.length
      const ended = clients.map((client) => client().finally(() => running--))
      const all = Promise.all(ended)
      all.catch(() => undefined) // rethrown below
      while (running > 0) {
        await setImmediate()
        if (random.chance(0.3)) await meanwhile()
        const [next] = waiting.splice(random.below(waiting.length), 1)
        next?.()
      }
      await all
    },
  }
}
