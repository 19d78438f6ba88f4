import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  canonicalJson,
  type JsonValue,
  type Lease,
  rotationKeys,
  type Store,
  StoreError,
} from '../model/index.ts'
import { advanceRotation, type RotationOutcome, type StepTaken } from './advance-rotation.ts'
import { describeOutcome } from './describe.ts'
import type { Keyset } from './keyset.ts'
import { marksOf, nextRotationAt } from './rotation-time.ts'

/** A rotator: any number may run; one leads by lease, and even two leaders do no harm. */
export interface RotatorOptions {
  readonly store: Store
  readonly prefix: string
  /** `user@host`. */
  readonly who: string
  /** Ends the rotator; its lease is given back. */
  readonly signal: AbortSignal
  readonly onEvent: (event: RotatorEvent) => void
  /** ms since 1970; may step. Default `Date.now`. */
  readonly wallClock?: () => number
  /** ms; never steps. Default `performance.now`. */
  readonly steadyClock?: () => number
  /** ms between looks. Default 1 s. */
  readonly interval?: number
  /** Seconds. Default 10. */
  readonly leaseSeconds?: number
}

export type RotatorEvent =
  | { readonly kind: 'leading' | 'following' | 'stopped' }
  | { readonly kind: 'step'; readonly step: StepTaken }
  /** Said once when it changes. */
  | { readonly kind: 'standing'; readonly outcome: RotationOutcome; readonly text: string }
  | { readonly kind: 'store-error'; readonly code: string; readonly text: string }

interface Rotator {
  readonly options: RotatorOptions
  readonly id: string
  /** When each mark was first seen, by the steady clock. */
  readonly marks: Map<string, number>
  lease?: Lease
  leasedAt: number
  isLeading: boolean
  standing: string
}

/** Runs until `signal` aborts. Survives an unreachable store, restarts and clock steps; never throws `StoreError`. */
export async function runRotator(options: RotatorOptions): Promise<void> {
  const rotator: Rotator = {
    options,
    id: `${options.who}/${randomBytes(6).toString('hex')}`,
    marks: new Map(),
    leasedAt: 0,
    isLeading: false,
    standing: '',
  }
  while (!options.signal.aborted) {
    await look(rotator)
    await sleep(options.interval ?? 1000, undefined, { signal: options.signal }).catch(() => undefined)
  }
  await resign(rotator)
  options.onEvent({ kind: 'stopped' })
}

async function look(rotator: Rotator): Promise<void> {
  const { store, prefix, who, onEvent } = rotator.options
  try {
    if (!(await lead(rotator))) return
    const clock = (keyset: Keyset | undefined) => clockOf(rotator, keyset)
    const onStep = (step: StepTaken) => onEvent({ kind: 'step', step })
    const outcome = await advanceRotation({ store, prefix, who, clock, onStep })
    await report(rotator, outcome)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (error.code === 'lease-not-found') forgetLease(rotator)
    onEvent({ kind: 'store-error', code: error.code, text: error.message })
  }
}

/** True while this rotator holds the leader's key. */
async function lead(rotator: Rotator): Promise<boolean> {
  const { store, prefix } = rotator.options
  const lease = await freshLease(rotator)
  const { leader } = rotationKeys(prefix)
  const value = Buffer.from(rotator.id)
  const { succeeded, results } = await store.txn({
    compare: [{ key: leader, target: 'create', is: '=', number: 0 }],
    success: [{ kind: 'put', key: leader, value, lease: lease.id }],
    failure: [{ kind: 'range', key: leader }],
  })
  const [found] = results
  const holder = found?.kind === 'range' ? found.kvs[0] : undefined
  const isLeading = succeeded || (holder !== undefined && value.equals(holder.value))
  if (isLeading !== rotator.isLeading || rotator.standing === '') {
    rotator.isLeading = isLeading
    rotator.standing = isLeading ? 'leading' : 'following'
    rotator.options.onEvent({ kind: isLeading ? 'leading' : 'following' })
  }
  return isLeading
}

async function freshLease(rotator: Rotator): Promise<Lease> {
  const { store, leaseSeconds = 10 } = rotator.options
  const now = steady(rotator)
  if (rotator.lease === undefined) {
    rotator.lease = await store.grantLease(leaseSeconds)
  } else if (now - rotator.leasedAt > (leaseSeconds * 1000) / 3) {
    await store.keepAliveLease(rotator.lease.id)
  } else {
    return rotator.lease
  }
  rotator.leasedAt = now
  return rotator.lease
}

function clockOf(
  rotator: Rotator,
  keyset: Keyset | undefined,
): { now: number; watched: Map<string, number> } {
  const now = steady(rotator)
  const present = keyset === undefined ? [] : marksOf(keyset)
  for (const mark of rotator.marks.keys()) if (!present.includes(mark)) rotator.marks.delete(mark)
  for (const mark of present) if (!rotator.marks.has(mark)) rotator.marks.set(mark, now)
  const watched = new Map([...rotator.marks].map(([mark, since]) => [mark, now - since]))
  return { now: (rotator.options.wallClock ?? Date.now)(), watched }
}

/** Puts what it waits for under `/status/components/rotator`, when that changed. */
async function report(rotator: Rotator, outcome: RotationOutcome): Promise<void> {
  const text = describeOutcome(outcome)
  const standing = canonicalJson({ ...statusOf(outcome), rotator: rotator.id, text })
  if (standing === rotator.standing || rotator.lease === undefined) return
  const { rotatorStatus } = rotationKeys(rotator.options.prefix)
  const put = {
    kind: 'put',
    key: rotatorStatus,
    value: Buffer.from(standing),
    lease: rotator.lease.id,
  } as const
  await rotator.options.store.txn({ compare: [], success: [put], failure: [] })
  rotator.standing = standing
  rotator.options.onEvent({ kind: 'standing', outcome, text })
}

function statusOf(outcome: RotationOutcome): { [name: string]: JsonValue } {
  if (outcome.kind !== 'waits') return { state: outcome.kind }
  const { keyset, policy, waiting } = outcome
  const next = nextRotationAt(policy, keyset)
  return {
    state: waiting.kind,
    generation: keyset.generation,
    primary: keyset.primary,
    next_rotation: next === undefined ? null : new Date(next).toISOString(),
    waiting_for: 'members' in waiting ? waiting.members : [],
  }
}

function forgetLease(rotator: Rotator): void {
  delete rotator.lease
  rotator.isLeading = false
}

async function resign(rotator: Rotator): Promise<void> {
  if (rotator.lease === undefined) return
  // It runs out by itself when it cannot be given back.
  await rotator.options.store.revokeLease(rotator.lease.id).catch(() => undefined)
}

function steady(rotator: Rotator): number {
  return (rotator.options.steadyClock ?? (() => performance.now()))()
}
