import { randomBytes } from 'node:crypto'
import { plaintextRecipient, rotationKeys, type Store, StoreError } from '../model/index.ts'
import { brokenServers } from './access-control.ts'
import { commitKeyset, type KeysetWriteOutcome } from './commit-keyset.ts'
import type { Keyset } from './keyset.ts'
import { nextStep, type Waiting } from './next-step.ts'
import type { PolicyProblem, RotationPolicy } from './policy.ts'
import { type RotationReading, readRotation } from './read-rotation.ts'
import {
  keysetAfter,
  type RequestRefusal,
  type RotationAction,
  type RotationRequest,
  requestedAction,
} from './rotation-action.ts'
import type { DecisionClock, RotationState } from './rotation-state.ts'
import { emptyKeyset } from './transition.ts'

/** What to act on, and how. */
export interface RotationContext {
  readonly store: Store
  /** The environment's prefix. */
  readonly prefix: string
  /** `user@host`, written beside a forced member. */
  readonly who: string
  /** Asked before each decision. */
  readonly clock: (keyset: Keyset | undefined) => DecisionClock
  /** ms for resolving an unknown outcome. Default 30 s. */
  readonly patience?: number
  /** Told of each step as it is taken; a later one may still fail. */
  readonly onStep?: (step: StepTaken) => void
}

/** One step that was taken. */
export interface StepTaken {
  readonly kind: RotationAction['kind']
  readonly generation: number
  readonly revision: number
  /** What was to follow the step and was refused, in a sentence without a full stop. */
  readonly problem?: string
}

/** How far it went. `waits`: all that can be done is done. Everything else says why not even that. */
export type RotationOutcome = { readonly taken: readonly StepTaken[] } & (
  | Stop
  | {
      readonly kind: 'waits'
      readonly waiting: Waiting
      readonly keyset: Keyset
      readonly policy: RotationPolicy
    }
)

type Stop =
  | { readonly kind: 'no-policy' }
  | { readonly kind: 'bad-policy'; readonly problems: readonly PolicyProblem[] }
  /** The keyset document was not written by this version; it is left alone. */
  | { readonly kind: 'foreign-keyset' }
  /** A bare seed is asked for, and servers of these versions would show it to anybody. */
  | { readonly kind: 'plaintext-refused'; readonly versions: readonly string[] }
  | RequestRefusal
  /** Others kept writing: try again. */
  | { readonly kind: 'contended' }
  /** A write may or may not have happened, and could not be fenced in time. */
  | { readonly kind: 'unknown' }

type ReadyState = RotationState & { readonly reading: RotationReading }

const attempts = 12
const defaultPatience = 30_000

/**
 * Takes every step that can be taken now, each in one guarded transaction. Any number may run at once: a write that
 * was decided on something old does not happen. Throws `StoreError` when the store cannot be reached.
 */
export async function advanceRotation(
  context: RotationContext,
  request: RotationRequest = { kind: 'if-due' },
): Promise<RotationOutcome> {
  const taken: StepTaken[] = []
  let open: RotationRequest = request
  for (let attempt = 0; attempt < attempts; attempt++) {
    const state = await readState(context)
    if ('kind' in state) return { ...state, taken }
    const clock = context.clock(state.keyset)
    const action =
      requestedAction(open, state, { who: context.who, now: clock.now }) ?? nextStep(state, clock)
    if (action.kind === 'unknown-member' || action.kind === 'nothing-to-force') return { ...action, taken }
    if (action.kind === 'wait') return { ...waits(state, action.waiting), taken }
    const { outcome, generation } = await take(context, state, { action, now: clock.now })
    if (outcome.kind === 'unknown') return { kind: 'unknown', taken }
    if (outcome.kind !== 'written') continue
    const { revision } = outcome
    const isForgotten = action.kind === 'retire' && state.policy.compactAfterRetirement
    const problem = isForgotten ? await forgetBefore(context.store, revision) : undefined
    const step = { kind: action.kind, generation, revision, ...(problem && { problem }) }
    taken.push(step)
    context.onStep?.(step)
    open = { kind: 'if-due' }
  }
  return { kind: 'contended', taken }
}

async function readState({ store, prefix }: RotationContext): Promise<ReadyState | Stop> {
  const reading = await readRotation(store, prefix)
  const { policy, keyset, acknowledgements } = reading
  if (reading.policyRead === undefined) return { kind: 'no-policy' }
  if (policy === undefined) return { kind: 'bad-policy', problems: reading.policyProblems }
  if (reading.keysetRead !== undefined && keyset === undefined) return { kind: 'foreign-keyset' }
  if (Object.values(policy.members).includes(plaintextRecipient)) {
    const versions = await brokenServers(store)
    if (versions.length > 0) return { kind: 'plaintext-refused', versions }
  }
  return { policy, acknowledgements, reading, ...(keyset && { keyset }) }
}

async function take(
  { store, prefix, patience = defaultPatience }: RotationContext,
  state: ReadyState,
  { action, now }: { readonly action: RotationAction; readonly now: number },
): Promise<{ outcome: KeysetWriteOutcome; generation: number }> {
  const { policyRead, keysetRead } = state.reading
  if (policyRead === undefined) throw new Error('a state without a policy cannot be acted on')
  const keys = rotationKeys(prefix)
  const stamp = { transition: randomBytes(16).toString('hex'), now }
  const keyset = await keysetAfter(action, state, { path: keys.keyset, stamp })
  const outcome = await commitKeyset(store, {
    keys,
    keyset,
    policyRead,
    policy: state.policy,
    patience,
    ...(keysetRead && { before: keysetRead }),
  })
  return { outcome, generation: keyset.generation }
}

function waits(state: ReadyState, waiting: Waiting): Extract<RotationOutcome, { kind: 'waits' }> {
  const { keyset = emptyKeyset, policy } = state
  return { kind: 'waits', waiting, keyset, policy, taken: [] }
}

/** Resolves to why it is not allowed to, where it is not: many versions of etcd let root alone compact. */
async function forgetBefore(store: Store, revision: number): Promise<string | undefined> {
  try {
    await store.compact(revision)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (error.code === 'permission' || error.code === 'authentication') {
      return `sealed texts of the retired key stay in etcd's history: compaction was refused (${error.message}); let etcd compact by itself (--auto-compaction-retention), or run etcdctl compact ${revision} as root`
    }
    // Somebody compacted further already, or the store is away: the next retirement compacts past this one.
  }
  return undefined
}
