import type { Observer, Questions } from '../../app/observing/index.ts'
import type { Board, BoardApplies, BoardApply, BoardChange, BoardMember, Contact, Samples } from '../board.ts'
import type { Wording } from '../wording.ts'
import { alarmsOf } from './alarms.ts'
import { applyLine, pendingText } from './apply-line.ts'
import { afterObservation, type BoardState, emptyState } from './board-state.ts'
import { endpointLine } from './endpoint-line.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { openSampleLog, sampleOf } from './samples.ts'

/** What is known of an environment, for any number who look. */
export interface BoardKeeper {
  /** Whom the environment is told to. */
  readonly observer: Observer
  board(): Board
  samples(): Samples
  /** The applies before one, newest first. */
  appliesBefore(seq: number, limit: number): BoardApply[]
  /** What may be asked; undefined while the environment is not open. */
  questions(): Questions | undefined
  /** Told of each change until the function that it gives is called. */
  subscribe(listener: (change: BoardChange) => void): () => void
}

/** Applies that everybody is sent; older ones are asked for. */
const newestApplies = 50

export interface KeeperOptions {
  readonly now: () => number
  readonly wording: Wording
  readonly version: string
}

/** Keeps what is observed, and tells what of it is new. */
export function keepBoard({ now, wording, version }: KeeperOptions): BoardKeeper {
  let state = emptyState(now())
  let told = boardOf(state, now())
  let questions: Questions | undefined
  let isConnecting = true
  const log = openSampleLog()
  const listeners = new Set<(change: BoardChange) => void>()
  const take = (next: BoardState) => {
    state = next
    const board = boardOf(state, now())
    const change = changeBetween(told, board)
    told = board
    if (Object.keys(change).length > 1) for (const listener of listeners) listener(change)
  }
  const setContact = (contact: Contact) => take({ ...state, contact })
  return {
    observer: {
      onObservation: (observation) => {
        if (observation.kind === 'opened') isConnecting = true
        if (observation.kind === 'endpoints') {
          // the first answer tells how long it took to connect
          if (!isConnecting) log.add(sampleOf(now(), observation.endpoints))
          isConnecting = false
        }
        take(afterObservation(state, observation, { now: now(), wording, version }))
      },
      onContact: () => {
        const { contact } = state
        const since = contact.state === 'live' ? contact.since : now()
        setContact({ state: 'live', since, readAt: now(), problem: null })
      },
      onTrouble: ({ message }) => {
        const { contact } = state
        const since = contact.state === 'away' ? contact.since : now()
        setContact({ state: 'away', since, readAt: contact.readAt, problem: message })
      },
      onOpen: (asked) => {
        questions = asked && oneAtATime(asked)
      },
    },
    board: () => boardOf(state, now()),
    samples: () => log.all(),
    appliesBefore: (seq, limit) =>
      (state.applies ?? [])
        .filter((entry) => entry.seq < seq)
        .slice(0, limit)
        .map(applyLine),
    questions: () => questions,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function boardOf(state: BoardState, now: number): Board {
  const { subject, contact, members, rotation, drift, endpoints } = state
  return {
    ...{
      now,
      subject,
      contact,
      alarms: alarmsOf(state, now),
      members: [...members.values()],
      rotation,
      drift,
    },
    applies: appliesOf(state),
    endpoints: endpoints.map(endpointLine),
  }
}

function appliesOf({ applies, pending }: BoardState): BoardApplies | null {
  if (applies === null) return null
  const newest = applies.slice(0, newestApplies).map(applyLine)
  return { total: applies.length, newest, pending: pending === null ? null : pendingText(pending) }
}

/** What the newer board has another than the older; members one by one. */
function changeBetween(before: Board, after: Board): BoardChange {
  const { members: old, now: _then, ...partsBefore } = before
  const { members, now, ...parts } = after
  const changed = Object.entries(parts).filter(
    ([name, part]) => JSON.stringify(part) !== JSON.stringify(partsBefore[name as keyof typeof parts]),
  )
  const known = new Map(old.map((member) => [member.name, JSON.stringify(member)]))
  const changedMembers = members.filter((member) => known.get(member.name) !== JSON.stringify(member))
  const names = new Set(members.map(({ name }: BoardMember) => name))
  const goneMembers = old.map(({ name }) => name).filter((name) => !names.has(name))
  return {
    now,
    ...Object.fromEntries(changed),
    ...(changedMembers.length > 0 && { changedMembers }),
    ...(goneMembers.length > 0 && { goneMembers }),
  }
}
