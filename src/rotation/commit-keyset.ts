import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Compare,
  type KeyValue,
  type Operation,
  type RotationKeys,
  type Store,
  StoreError,
  type TxnResult,
} from '../model/index.ts'
import { encodeKeyset, historyLength, type Keyset, parseKeyset } from './keyset.ts'
import type { RotationPolicy } from './policy.ts'
import { advance, emptyKeyset } from './transition.ts'
import { viewsOf } from './views.ts'

/** One write of the keyset: what it was decided on, and what it makes of it. */
export interface KeysetWrite {
  readonly keys: RotationKeys
  /** The keyset's key as read; absent for the first write. */
  readonly before?: KeyValue
  /** The policy's key as read; a write decided on an older policy must not happen. */
  readonly policyRead: KeyValue
  readonly policy: RotationPolicy
  readonly keyset: Keyset
  /** How long to try to resolve an unknown outcome, ms. */
  readonly patience: number
}

/** conflict: something moved, read again. expired: too many writes since to tell. unknown: not resolved in time. */
export type KeysetWriteOutcome =
  | { readonly kind: 'written'; readonly revision: number }
  | { readonly kind: 'conflict' | 'aborted' | 'expired' | 'unknown' }

/**
 * Writes the keyset and its views in one transaction, guarded by the exact bytes and versions it was decided on. An
 * unknown outcome is resolved by fencing. Throws `StoreError` only where the write certainly did not happen.
 */
export async function commitKeyset(store: Store, write: KeysetWrite): Promise<KeysetWriteOutcome> {
  const guards = [...keysetGuards(write), policyGuard(write)]
  try {
    const result = await store.txn({ compare: guards, success: putsOf(write), failure: [] })
    return result.succeeded ? { kind: 'written', revision: result.revision } : { kind: 'conflict' }
  } catch (error) {
    if (!(error instanceof StoreError) || error.outcome === 'not-applied') throw error
    return fence(store, write)
  }
}

/** Only the fence may be repeated: at most one of the write and the fences passes the same guard. */
async function fence(store: Store, write: KeysetWrite): Promise<KeysetWriteOutcome> {
  const before = write.before === undefined ? emptyKeyset : parseKeyset(write.before.value)
  const fenced = advance(before ?? emptyKeyset, { transition: randomBytes(16).toString('hex'), now: 0 })
  const deadline = performance.now() + write.patience
  for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
    const result = await sendFence(store, write, fenced)
    if (result?.succeeded === true) return { kind: 'aborted' }
    if (result !== undefined) return verdictOf(result, write, fenced)
    if (performance.now() + pause > deadline) return { kind: 'unknown' }
    await sleep(pause)
  }
}

/** Undefined when nothing is known of the fence; then it is sent again. */
async function sendFence(store: Store, write: KeysetWrite, fenced: Keyset): Promise<TxnResult | undefined> {
  const { keyset: key } = write.keys
  try {
    return await store.txn({
      compare: keysetGuards(write),
      success: [put(key, encodeKeyset(fenced))],
      failure: [{ kind: 'range', key }],
    })
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}

function verdictOf(result: TxnResult, write: KeysetWrite, fenced: Keyset): KeysetWriteOutcome {
  const [read] = result.results
  const kv = read?.kind === 'range' ? read.kvs[0] : undefined
  const now = kv && parseKeyset(kv.value)
  if (kv === undefined || now === undefined) return { kind: 'expired' }
  const past = [now.transition, ...now.history]
  if (past.includes(write.keyset.transition)) return { kind: 'written', revision: kv.modRevision }
  if (past.includes(fenced.transition) || now.history.length < historyLength) return { kind: 'aborted' }
  const [previous = ''] = write.keyset.history
  return { kind: past.includes(previous) ? 'aborted' : 'expired' }
}

function keysetGuards({ keys, before }: KeysetWrite): Compare[] {
  if (before === undefined) return [{ key: keys.keyset, target: 'create', is: '=', number: 0 }]
  // Revisions repeat after a restore, contents do not: both are guarded.
  return [
    { key: keys.keyset, target: 'mod', is: '=', number: before.modRevision },
    { key: keys.keyset, target: 'value', is: '=', value: before.value },
  ]
}

function policyGuard({ keys, policyRead }: KeysetWrite): Compare {
  return { key: keys.policy, target: 'mod', is: '=', number: policyRead.modRevision }
}

function putsOf({ keys, keyset, policy }: KeysetWrite): Operation[] {
  const views = viewsOf(keyset, policy)
  return [
    put(keys.keyset, encodeKeyset(keyset)),
    views.current === undefined ? { kind: 'delete', key: keys.current } : put(keys.current, views.current),
    put(keys.previous, views.previous),
    put(keys.schedule, views.schedule),
  ]
}

function put(key: string, text: string): Operation {
  return { kind: 'put', key, value: Buffer.from(text) }
}
