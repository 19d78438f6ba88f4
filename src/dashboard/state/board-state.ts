import type { InspectedEndpoint, Observation, Part } from '../../app/observing/index.ts'
import type { LedgerEntry, PendingApply } from '../../model/index.ts'
import type { BoardDrift, BoardMember, BoardRotation, BoardSubject, Contact } from '../board.ts'
import type { Wording } from '../wording.ts'
import { driftLines } from './drift-lines.ts'
import { memberLine } from './member-line.ts'

/** Everything that is known at a moment. */
export interface BoardState {
  readonly subject: BoardSubject | null
  readonly sourcesProblem: string | null
  readonly contact: Contact
  /** By name. */
  readonly members: ReadonlyMap<string, BoardMember>
  /** Components whose documents in the sources are not those in etcd. */
  readonly unapplied: readonly string[]
  readonly rotation: BoardRotation | null
  readonly pending: PendingApply | null
  /** Newest first. */
  readonly applies: readonly LedgerEntry[] | null
  readonly drift: BoardDrift | null
  readonly endpoints: readonly InspectedEndpoint[]
  readonly denied: ReadonlyMap<Part, string>
  /** When a watch saw a managed key change last, and to which revision. */
  readonly seen: ReadonlyMap<string, Seen>
}

export interface Seen {
  readonly at: number
  readonly revision: number
}

/** As it begins: nothing was read. */
export function emptyState(now: number): BoardState {
  return {
    ...{ subject: null, sourcesProblem: null, rotation: null, pending: null, applies: null, drift: null },
    ...{ members: new Map(), unapplied: [], endpoints: [], denied: new Map(), seen: new Map() },
    contact: { state: 'waiting', since: now, readAt: null, problem: null },
  }
}

export interface Moment {
  readonly now: number
  readonly wording: Wording
  readonly version: string
}

/** What is known once this was observed, too. */
export function afterObservation(state: BoardState, observation: Observation, moment: Moment): BoardState {
  switch (observation.kind) {
    case 'opened':
      return { ...state, subject: { ...observation.subject, version: moment.version } }
    case 'fleet':
      return allowed({ ...state, ...fleetOf(state, observation.fleet, moment.now) }, 'fleet')
    case 'applies':
      return allowed({ ...state, applies: observation.entries }, 'applies')
    case 'drift':
      return allowed({ ...state, drift: driftLines(observation.drift, state, moment.wording) }, 'drift')
    case 'endpoints':
      return { ...state, endpoints: observation.endpoints }
    case 'changed': {
      const seenNow = { at: moment.now, revision: observation.revision }
      return {
        ...state,
        seen: new Map([...state.seen, ...observation.keys.map((key) => [key, seenNow] as const)]),
      }
    }
    case 'sources':
      return { ...state, sourcesProblem: observation.problem }
    case 'denied':
      return { ...state, denied: new Map([...state.denied, [observation.part, observation.problem]]) }
    default:
      return observation satisfies never
  }
}

function allowed(state: BoardState, part: Part): BoardState {
  if (!state.denied.has(part)) return state
  return { ...state, denied: new Map([...state.denied].filter(([denied]) => denied !== part)) }
}

type Fleet = (Observation & { readonly kind: 'fleet' })['fleet']

function fleetOf(
  { members: before, subject }: BoardState,
  { members, rotation, pending }: Fleet,
  now: number,
): Pick<BoardState, 'members' | 'unapplied' | 'rotation' | 'pending'> {
  const lines = members.map((member): [string, BoardMember] => {
    const name = `${member.component}@${member.node}`
    const line = memberLine(member, null)
    const known = before.get(name)
    const isTakenUp = known !== undefined && line.running !== null && known.running !== line.running
    return [name, { ...line, tookUpAt: isTakenUp ? now : (known?.tookUpAt ?? null) }]
  })
  const isKnown = subject?.withoutSources === null
  const unapplied = members.filter(({ desired, applied }) => isKnown && desired !== applied)
  const { state, generation, standing, nextRotation, unacknowledged: waitsFor, keys } = rotation
  return {
    members: new Map(lines),
    unapplied: [...new Set(unapplied.map(({ component }) => component))],
    rotation: { state, generation, standing, nextRotation, waitsFor, keys },
    pending,
  }
}
