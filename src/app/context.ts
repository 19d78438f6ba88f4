import type { Permissions } from '../plan/index.ts'

/**
 * What a task of this layer is told by whoever runs it, and the world that it runs in. It knows no command line, no
 * terminal and no process: a test or an agent gives its own.
 */
export interface Context {
  /** Where the search for the workspace begins. */
  readonly directory: string
  /** The workspace's folder, where it was named. */
  readonly workspace?: string
  /** The environment, where it was named; else the first one. */
  readonly environment?: string
  /** Endpoints as they were named, commas between; they win over etcdctl's variables, these over the sources. */
  readonly endpoints?: string
  /** A domain whose DNS records name the endpoints, where it was named. */
  readonly discoverySrv?: string
  /** The environment's prefix, for where its sources are not at hand. */
  readonly prefix?: string
  /** Environment variables: etcdctl's own, `CI`, and what git goes by. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Who runs it, for the history: `ci-bot`, `anna@laptop`. */
  readonly who: () => string
  readonly permissions: GrantedPermissions
  /** Stores are opened so that nothing can be written to them. */
  readonly isReadOnly?: true
  /** A line for the history. */
  readonly message?: string
  /** The one clock. */
  readonly now: () => Date
  /** Aborted when the task is to stop; one that writes finishes what it must and says what is known. */
  readonly signal: AbortSignal
  readonly withProgress: WithProgress
  /** Told of what was got over: an endpoint that others stood in for. One sentence without a full stop. */
  readonly onWarning?: (text: string) => void
}

/** What a person has allowed by name. */
export interface GrantedPermissions extends Permissions {
  /** Agreed to what is shown without being asked: `--yes`. */
  readonly isAgreed: boolean
  /** Keys, or patterns of them, whose edits from outside may be written over. */
  readonly overwriteDrift: readonly string[]
  /** Invariants whose waivers may be past their last day. */
  readonly expiredWaivers: readonly string[]
  /** Sources of a commit older than the one applied last. */
  readonly isOlderAllowed: boolean
  /** Send credentials to endpoints that only the sources name. */
  readonly areSourceEndpointsTrusted: boolean
  /** Apply a plan that none of the environment's signers has signed. */
  readonly isUnsignedAllowed: boolean
  /** Send a password to another host without TLS. */
  readonly isPlaintextPasswordAllowed: boolean
}

/** Runs a long step of a task under a label, and passes on how far it is. */
type WithProgress = <T>(
  label: string,
  task: (report: (progress: Progress) => void) => Promise<T>,
) => Promise<T>

/** How far a long step is. */
export interface Progress {
  readonly done: number
  readonly total: number
  /** `keys`, `bytes` */
  readonly unit: string
  /** What is waited for, where that is not a matter of work: `detector@gw-02: not seen`. */
  readonly missing?: string
}

/**
 * Whoever answers for a task that writes. What it would do is shown first; then it asks, unless `permissions.isAgreed`.
 */
export interface Reviewer<Shown> {
  readonly show: (shown: Shown) => void | Promise<void>
  /** Rejects with a `Failure` where the answer is no, or nobody can be asked. */
  readonly agree: (question: Question) => Promise<void>
}

/** May this be done? */
export interface Question {
  readonly task: 'apply' | 'rollback' | 'trim' | 'sign' | 'sign-applied' | 'adopt'
  readonly environment: string
  readonly storeName: string
}
