/**
 * What the page is sent: plain JSON, in words where there are words for it. Times are milliseconds since 1970 by the server's
 * clock, or ISO 8601 where somebody else wrote them. Nothing here is a secret, and no text steers a page or a terminal.
 */
export interface Board {
  /** The server's clock as it was sent. */
  readonly now: number
  readonly subject: BoardSubject | null
  readonly contact: Contact
  readonly alarms: readonly Alarm[]
  readonly members: readonly BoardMember[]
  readonly rotation: BoardRotation | null
  readonly applies: BoardApplies | null
  readonly drift: BoardDrift | null
  readonly endpoints: readonly BoardEndpoint[]
}

/** What is another than what was sent before; members one by one. */
export interface BoardChange extends Partial<Omit<Board, 'members'>> {
  readonly now: number
  readonly changedMembers?: readonly BoardMember[]
  /** Names of those that are gone. */
  readonly goneMembers?: readonly string[]
}

export interface BoardSubject {
  readonly environment: string
  readonly workspace: string
  readonly storeName: string
  /** Why the sources say nothing; null where they are at hand. */
  readonly withoutSources: string | null
  readonly version: string
}

/** Whether etcd answers. */
export interface Contact {
  readonly state: 'waiting' | 'live' | 'away'
  readonly since: number
  /** When something was read last: how old what is shown is. */
  readonly readAt: number | null
  readonly problem: string | null
}

export type View = 'overview' | 'fleet' | 'applies' | 'plan' | 'drift' | 'keys' | 'etcd'

/** One thing that is wrong, or worth knowing, in a sentence. */
export interface Alarm {
  readonly severity: 'broken' | 'attention' | 'note'
  readonly text: string
  /** Where on the page more of it stands. */
  readonly view: View
  /** What to do next: a command, or a sentence. */
  readonly next: string | null
}

/** How a member stands, the worst first. */
export const memberStates = ['down', 'sick', 'behind', 'unknown', 'runs'] as const
export type MemberState = (typeof memberStates)[number]

export interface BoardMember {
  /** `detector@gw-01` */
  readonly name: string
  readonly component: string
  readonly node: string
  readonly state: MemberState
  /** What is wrong with it, or what it runs. */
  readonly words: string
  /** ISO 8601 */
  readonly aliveSince: string | null
  readonly applied: string | null
  readonly running: string | null
  /** When it was seen to take up what it runs; null where that was before the page was served. */
  readonly tookUpAt: number | null
  /** What an agent keeps for it, each with its apply and reloads. */
  readonly followed: readonly string[]
  readonly key: string | null
  readonly keys: string | null
}

export interface BoardRotation {
  readonly state: 'no-policy' | 'bad-policy' | 'no-keyset' | 'running'
  readonly generation: number
  readonly standing: string
  readonly nextRotation: string | null
  readonly waitsFor: readonly string[]
  readonly keys: readonly BoardKey[]
}

export interface BoardKey {
  readonly id: string
  readonly state: 'pending' | 'primary' | 'previous'
  readonly reason: string
  readonly createdAt: string
  readonly primarySince: string | null
  readonly retireAfter: string | null
  readonly openedBy: number
  readonly sealedFor: number
}

export interface BoardApplies {
  readonly total: number
  /** The newest few, newest first; older ones are asked for. */
  readonly newest: readonly BoardApply[]
  /** The apply that waits to be confirmed, in words. */
  readonly pending: string | null
}

export interface BoardApply {
  readonly seq: number
  readonly kind: 'apply' | 'fence' | 'rollback' | 'trim' | 'sign'
  readonly who: string
  /** ISO 8601 */
  readonly when: string
  readonly commit: string | null
  readonly message: string | null
  readonly digest: string | null
  readonly revision: number | null
}

export interface BoardDrift {
  /** False in a store that was never applied to. */
  readonly isApplied: boolean
  readonly revision: number
  readonly checked: number
  readonly ignored: number
  readonly entries: readonly BoardDriftEntry[]
}

export interface BoardDriftEntry {
  readonly key: string
  readonly kind: 'modified' | 'deleted' | 'foreign' | 'leased'
  /** What it is, where the kind does not say all. */
  readonly words: readonly string[]
  readonly rows: readonly BoardRow[]
  readonly revision: number | null
  /** When a watch saw it; null where it was before the page was served. */
  readonly seenAt: number | null
  /** After which apply it was written, and before which: etcd keeps neither the writer's name nor the time. */
  readonly between: string
}

/** A line of a difference. */
export interface BoardRow {
  readonly sign: '+' | '-' | '~'
  readonly name: string
  readonly value: string
  readonly effect: string
  readonly place: string
}

export interface BoardEndpoint {
  readonly name: string
  readonly isServing: boolean
  readonly words: readonly string[]
  /** Security faults that its version is known to have. */
  readonly faults: readonly string[]
  readonly latencyMilliseconds: number | null
  readonly sizeBytes: number | null
}

/** Measurements over time, a column an endpoint. */
export interface Samples {
  readonly times: readonly number[]
  readonly endpoints: readonly SampledEndpoint[]
}

export interface SampledEndpoint {
  readonly name: string
  readonly latency: readonly (number | null)[]
  readonly size: readonly (number | null)[]
}

/** What differs between two states, or what a plan would do. */
export interface BoardDifference {
  readonly title: string
  /** Dangers and notes, one sentence each. */
  readonly notes: readonly string[]
  readonly keys: readonly {
    readonly key: string
    readonly kind: string
    readonly rows: readonly BoardRow[]
  }[]
  /** Keys that are not listed: there are too many for a page. */
  readonly omitted: number
}
