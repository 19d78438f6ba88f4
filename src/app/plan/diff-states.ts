import { readAppliedState, readHistory, readLive, readStateAt } from '../../apply/index.ts'
import { loadFormats } from '../../formats/index.ts'
import { exitCodes, isApply, kindOf, type ManagedKey, StoreError } from '../../model/index.ts'
import { diffSnapshots, type KeyDifference } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { type ReadableEnvironment, withReadableEnvironment } from '../environment/with-readable.ts'
import { Failure, usageFailure } from '../failure.ts'
import { commandSpeller, type SpellCommand } from '../spell-command.ts'
import { comparableStates } from './comparable-states.ts'
import { movesBetween } from './moves-between.ts'

/** What differs between two states of an environment. */
export interface StatesDiff {
  readonly differences: readonly KeyDifference[]
  /** Why the sources say nothing of them. */
  readonly withoutSources?: string
}

/** Compares two states, each as one names it: `@3` (an apply), `17` (a revision), `live`. */
export async function diffStates(between: StatePair, context: Context): Promise<StatesDiff> {
  return await withReadableEnvironment(context, (open) =>
    diffIn(open, between, commandSpeller(context, open.environment.name)),
  )
}

/** Two states, the older first. */
export interface StatePair {
  readonly from: string
  readonly to: string
}

/** The same in an environment that is open. Throws `StoreError`, or a `Failure` where there is no such state. */
export async function diffIn(
  open: ReadableEnvironment,
  { from, to }: StatePair,
  spell: SpellCommand,
): Promise<StatesDiff> {
  const { lookupWith, withoutSources } = open
  const [before, after] = [await stateOf(from, open, spell), await stateOf(to, open, spell)]
  await loadFormats([...before.values(), ...after.values()].map(({ format }) => format))
  const states = comparableStates(before, after)
  const lookup = lookupWith(new Map([...before, ...after]))
  const isSame = [...new Set([...before.keys(), ...after.keys()])].every((key) =>
    isAlike(before.get(key), after.get(key)),
  )
  const moves = isSame ? [] : await movesBetween(open, { from, to })
  const differences = diffSnapshots(states.before, states.after, { lookup, moves })
  return { differences, ...(withoutSources !== undefined && { withoutSources }) }
}

function isAlike(one: ManagedKey | undefined, other: ManagedKey | undefined): boolean {
  return one !== undefined && other !== undefined && Buffer.compare(one.bytes, other.bytes) === 0
}

type State = ReadonlyMap<string, ManagedKey>

async function stateOf(name: string, open: ReadableEnvironment, spell: SpellCommand): Promise<State> {
  if (name === 'live') return await liveState(open)
  const apply = /^@(\d{1,9})$/.exec(name)
  if (apply !== null) return await appliedState(Number(apply[1]), open, spell)
  if (/^[1-9]\d{0,14}$/.test(name)) return await stateAtRevision(Number(name), open, spell)
  throw usageFailure(`"${name}" is not a state`, 'a state is @3 (an apply), 17 (a revision) or live')
}

async function appliedState(
  seq: number,
  { store, environment }: ReadableEnvironment,
  spell: SpellCommand,
): Promise<State> {
  const state = await readAppliedState(store, environment, seq)
  if (state !== undefined) return state
  const [newest] = await readHistory(store, environment, 1)
  throw new Failure(exitCodes.error, `there is no state @${seq}: no such apply, or its bytes were trimmed`, {
    help:
      newest === undefined ? 'nothing was applied yet' : `the newest is @${newest.seq}: ${spell('history')}`,
  })
}

/** Managed keys as they are now; foreign ones are not ours to compare. */
async function liveState({ store, environment, managedPrefixes }: ReadableEnvironment): Promise<State> {
  const live = await readLive(store, { home: environment, managedPrefixes })
  return new Map(
    [...live.index].flatMap(([key, indexed]): [string, ManagedKey][] => {
      const kv = live.entries.get(key)
      const { component } = indexed
      const template = live.templates?.get(key)
      const managed = { component, ...kindOf(indexed), ...(template && { template }) }
      return kv === undefined ? [] : [[key, { ...managed, bytes: kv.value }]]
    }),
  )
}

/** The keys that were managed at a revision, as they were then; of the revision of an apply, what it left. */
async function stateAtRevision(
  revision: number,
  { store, environment, managedPrefixes }: ReadableEnvironment,
  spell: SpellCommand,
): Promise<State> {
  try {
    const state = await readStateAt(store, { home: environment, managedPrefixes, revision })
    if (state !== undefined) return state
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'compacted') throw error
  }
  const before = (await readHistory(store, environment, Number.MAX_SAFE_INTEGER)).find(
    (entry) => isApply(entry) && entry.revision !== undefined && entry.revision <= revision,
  )
  const state =
    before?.revision === revision ? await readAppliedState(store, environment, before.seq) : undefined
  if (state !== undefined) return state
  throw new Failure(exitCodes.error, `the store does not remember revision ${revision}`, {
    help:
      before === undefined
        ? `applies are kept longer: ${spell('history')}`
        : `the apply before it is kept: ${spell(`diff --from @${before.seq}`)}`,
  })
}
