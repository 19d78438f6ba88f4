import type { Clock, Journal, JournalEntry } from '../../../src/apply/index.ts'
import { type Store, StoreError, type Txn } from '../../../src/model/index.ts'
import { isGuarded } from '../wrap-store.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** What can happen to a step: a store call, a journal write or a pause. */
export type StepFault =
  | 'crash before'
  | 'crash after'
  | 'request lost'
  | 'answer lost'
  | 'held'
  | 'unreachable'
  | 'none'

/** The process of this client is gone. No code of ours catches it. */
export class Crash extends Error {}

/** What a client's machine is made of; the journal outlives crashes, as a disk does. */
export interface Machine {
  readonly store: Store
  readonly journal: Journal
  readonly clock: Clock
}

/** Decides what happens to the nth step. */
export type FaultPlan = (step: string) => StepFault

/** Transactions on their way that nobody waits for any more. */
export interface Network {
  readonly held: Txn[]
  readonly fired: Map<StepFault, number>
  /** Every apply that was noted before it was sent. */
  readonly noted: JournalEntry[]
}

/** A machine whose every step waits for its turn and may fail as `faultOf` says. */
export function openMachine(
  store: Store,
  journal: Journal,
  { scheduler, faultOf, network }: { scheduler: Scheduler; faultOf: FaultPlan; network: Network },
): Machine {
  let time = 0
  const fault = async (step: string) => {
    await scheduler.turn()
    const chosen = faultOf(step)
    network.fired.set(chosen, (network.fired.get(chosen) ?? 0) + 1)
    if (chosen === 'crash before') throw new Crash(step)
    return chosen
  }
  const read = async <T>(step: string, call: () => Promise<T>): Promise<T> => {
    const chosen = await fault(step)
    if (chosen === 'crash after') throw new Crash(step)
    if (chosen !== 'none')
      throw new StoreError('unreachable', `${step}: ${chosen}`, { outcome: 'not-applied' })
    return await call()
  }
  return {
    store: new Proxy(store, {
      get(target, name) {
        if (name === 'txn') return (txn: Txn) => sendTxn(target, txn, { fault, network })
        if (name === 'range')
          return (...request: Parameters<Store['range']>) => read('range', () => target.range(...request))
        if (name === 'clusterId') return () => read('clusterId', () => target.clusterId())
        return Reflect.get(target, name) as unknown
      },
    }),
    journal: {
      ...journal,
      write: async (entry) => {
        const chosen = await fault('journal write')
        await journal.write(entry)
        network.noted.push(entry)
        if (chosen !== 'none') throw new Crash('journal write')
      },
      remove: async (applyId) => {
        const chosen = await fault('journal remove')
        await journal.remove(applyId)
        if (chosen !== 'none') throw new Crash('journal remove')
      },
    },
    clock: {
      now: () => time,
      wait: async (milliseconds) => {
        time += milliseconds
        if ((await fault('wait')) !== 'none') throw new Crash('wait')
      },
    },
  }
}

async function sendTxn(
  store: Store,
  txn: Txn,
  { fault, network }: { fault: (step: string) => Promise<StepFault>; network: Network },
) {
  const step = isGuarded(txn) ? 'guarded txn' : 'txn'
  const chosen = await fault(step)
  if (chosen === 'held') network.held.push(txn)
  if (chosen === 'crash after' || chosen === 'answer lost') await ignoreRefusal(store, txn)
  if (chosen === 'none') return await store.txn(txn)
  if (chosen === 'crash after') throw new Crash(step)
  const code = chosen === 'unreachable' ? 'unreachable' : 'timeout'
  throw new StoreError(code, `${step}: ${chosen}`, { outcome: 'unknown' })
}

/** Carries out a transaction whose answer nobody hears. */
export async function ignoreRefusal(store: Store, txn: Txn): Promise<void> {
  try {
    await store.txn(txn)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
  }
}

/** Faults at random: `probability` a step, of all kinds. */
export function randomFaults(random: Random, probability: number): FaultPlan {
  const kinds: StepFault[] = [
    'crash before',
    'crash after',
    'request lost',
    'answer lost',
    'held',
    'unreachable',
  ]
  return (step) => {
    const likely = step === 'guarded txn' ? Math.min(1, probability * 6) : probability
    return random.chance(likely) ? random.pick(kinds) : 'none'
  }
}

/** One fault, at step number `at` (from 0), and none otherwise. */
export function faultAt(at: number, fault: StepFault): FaultPlan & { readonly steps: () => number } {
  let step = 0
  return Object.assign(() => (step++ === at ? fault : 'none'), { steps: () => step })
}
