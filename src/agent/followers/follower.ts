import type { ConfigDocument, FollowedStatus, UnifiedEtcdClient } from '../../client/index.ts'
import type { DocumentFormat, Store } from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import type { AgentEvent } from '../agent-event.ts'

/** Kinds of things on a host that follow etcd, as settings and the member's status name them. */
type FollowerName = 'files' | 'folders' | 'bpf' | 'keys' | 'firewall'

/**
 * One kind of thing on a host that follows etcd. An agent runs several; each does its own work, one thing after another,
 * keeps the last good state when anything is wrong, and never throws once it is started.
 *
 * What `status` gives stands in the member's leased status, `/status/components/<component>/<node>`, at
 * `/detail/<name>/<item>`: a `FollowedStatus`, and whatever more the follower has to tell. It is written anew each time that the
 * follower calls `host.onStatus`; a `problem` also makes `/readyz` answer 503 and stands in `appia status`.
 */
export interface Follower {
  readonly name: FollowerName
  /** Finds what an earlier agent has left, and follows. Waits for no etcd. Throws `AgentError` for what it cannot begin with. */
  start(): Promise<void>
  /** Ends. What is being done is left as a crash would leave it, and found by the next start. */
  stop(): Promise<void>
  /** By item: the name of a file, of a layout, of a keyring, of a ruleset. */
  readonly status: { readonly [item: string]: FollowedStatus }
  /** Lines of Prometheus' text form besides those that every follower has. */
  metrics?(): string
}

/** A follower that settings ask for: what it reads, and how it is made once etcd is connected. */
export interface FollowerPlan {
  /** Followed by the agent for it, validated, and handed on by `host.follow`. */
  readonly documents: readonly PlannedDocument[]
  readonly open: (host: FollowerHost) => Follower
  /** Where it hands on keys: resolves to true once the component has those that the client holds. */
  readonly keysHandedOn?: () => Promise<boolean>
}

/** A document that a follower reads. */
export interface PlannedDocument {
  /** Unique within an agent: `files/detector`. */
  readonly name: string
  /** Without the environment's prefix; the document of the node wins. */
  readonly key: string
  readonly format?: DocumentFormat
  /** A document that it refuses is never handed on. */
  readonly schema?: Schema
}

/** What an agent gives its followers. */
export interface FollowerHost {
  readonly component: string
  readonly node: string
  /** Of the environment: '' or '/site-a'. */
  readonly prefix: string
  /** The agent's own folder. */
  readonly stateFolder: string
  readonly client: UnifiedEtcdClient
  readonly store: Store
  /** Hands on the present document and each newer one that may be used; tells what is wrong with the newest where it may not. */
  readonly follow: (document: PlannedDocument, listener: DocumentListener) => void
  /** The same of documents that belong together: all of them as they are at one revision, or why one of them may not be used. */
  readonly followTogether: (documents: readonly PlannedDocument[], listener: DocumentsListener) => void
  /** A line of the log. Holds no value of a document. */
  readonly onEvent: (event: AgentEvent) => void
  /** The follower's status is another now. */
  readonly onStatus: () => void
}

/** A document that may be used. */
export interface FollowedDocument extends ConfigDocument {
  /** Number of the apply that wrote it; null while it is not known: the agent fills it in in the status. */
  readonly apply: number | null
  /** It may hold a secret, whose guesses its hash would confirm. */
  readonly isSecret: boolean
}

/** Who takes documents. */
export interface DocumentListener {
  readonly onDocument: (document: FollowedDocument) => void
  /** Why the newest is not used; the last good one stays. */
  readonly onRefused: (problem: string) => void
}

/** Who takes documents that belong together. */
export interface DocumentsListener {
  /** In the order in which they were asked for. */
  readonly onDocuments: (documents: readonly FollowedDocument[]) => void
  /** Why the newest are not used; the last good ones stay. */
  readonly onRefused: (problem: string) => void
}
