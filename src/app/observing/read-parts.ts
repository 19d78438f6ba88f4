import { setTimeout as sleep } from 'node:timers/promises'
import { StoreError } from '../../model/index.ts'
import type { Context } from '../context.ts'
import type { ReadableEnvironment } from '../environment/with-readable.ts'
import { withFaults } from '../state/inspect-environment.ts'
import { driftIn } from '../state/read-drift.ts'
import { dueTimes } from './due-times.ts'
import type { Changes } from './follow-changes.ts'
import type { Observation, Observer, Part } from './observation.ts'
import { historyReader } from './read-applies.ts'
import { readFleet } from './read-fleet.ts'

/** What is read again though nothing has said that it changed; ms. */
const every = { endpoints: 5000, sources: 15_000, all: 60_000, opened: 300_000 } as const
/** Between two rounds: a fleet that restarts is read once, not once a member. */
const roundMilliseconds = 300

export interface Reading {
  readonly open: ReadableEnvironment
  readonly context: Context
  readonly observer: Observer
  readonly changes: Changes
  /** The environment is to be opened anew. */
  readonly isOutdated: () => Promise<boolean>
}

/** Reads each part when it is another, or it is time, until the signal or until the environment is to be opened anew. */
export async function readParts({ open, context, observer, changes, isOutdated }: Reading): Promise<void> {
  const { signal, now } = context
  const readers = readersOf(open, context)
  const stale = new Set<Part>(['endpoints', 'fleet', 'applies', 'drift'])
  const due = dueTimes(every, now().getTime())
  while (!signal.aborted) {
    for (const part of changes.take()) stale.add(part)
    if (due('endpoints', now().getTime())) stale.add('endpoints')
    if (due('all', now().getTime())) for (const part of parts) stale.add(part)
    for (const part of parts)
      if (stale.has(part) && (await readPart(part, readers, observer))) stale.delete(part)
    if (due('sources', now().getTime()) && (await isOutdated())) return
    // what an etcd manages without sources may be another by now
    if (due('opened', now().getTime()) && open.desired === undefined) return
    await pause(roundMilliseconds, signal)
    const isTime = pause(stale.size > 0 ? roundMilliseconds : every.endpoints, signal)
    await Promise.race([changes.changed(), isTime])
  }
}

const parts: readonly Part[] = ['endpoints', 'fleet', 'applies', 'drift']

type Readers = { readonly [part in Part]: () => Promise<Observation> }

function readersOf(open: ReadableEnvironment, { now }: Context): Readers {
  const { store } = open
  const readHistory = historyReader(open)
  return {
    endpoints: async () => ({ kind: 'endpoints', endpoints: (await store.status()).map(withFaults) }),
    fleet: async () => ({ kind: 'fleet', fleet: await readFleet(open, now().getTime()) }),
    applies: async () => ({ kind: 'applies', entries: await readHistory() }),
    drift: async () => ({ kind: 'drift', drift: await driftIn(open) }),
  }
}

/** False where it has to be read again. */
async function readPart(part: Part, readers: Readers, observer: Observer): Promise<boolean> {
  try {
    const observation = await readers[part]()
    observer.onObservation(observation)
    const isAnswered =
      observation.kind !== 'endpoints' || observation.endpoints.some(({ reachable }) => reachable)
    if (isAnswered) observer.onContact()
    return true
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (error.code === 'permission') {
      observer.onObservation({ kind: 'denied', part, problem: error.message })
      return true
    }
    observer.onTrouble(error)
    return false
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined) // aborted
}
