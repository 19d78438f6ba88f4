import { agentProblems, type FollowedStatus, readApplyAt, type UnifiedEtcdClient } from '../client/index.ts'
import { type Store, StoreError } from '../model/index.ts'
import type { DocumentFeed } from './document-feed.ts'
import type { Follower } from './followers/index.ts'

interface AcknowledgementOptions {
  readonly client: UnifiedEtcdClient
  readonly store: Store
  readonly prefix: string
  /** More may come. */
  readonly followers: readonly Follower[]
  readonly feed: DocumentFeed
  /** A line on how all of it stands. */
  readonly onSummary: (text: string) => void
}

type Statuses = { readonly [follower: string]: { readonly [item: string]: FollowedStatus } }

/** Tells in the member's status what its followers have in effect, and which apply that comes from. */
export class Acknowledgement {
  private readonly options: AcknowledgementOptions
  /** Numbers of applies by the revision that they wrote. */
  private readonly applies = new Map<number, number | null>()
  private asking: Promise<void> = Promise.resolve()
  private isClosed = false

  constructor(options: AcknowledgementOptions) {
    this.options = options
  }

  /** Something may be another now. The number of an apply comes a moment later: nothing waits for it. */
  write(): void {
    const { client, followers, feed, onSummary } = this.options
    const statuses = Object.fromEntries(followers.map(({ name, status }) => [name, status]))
    // Statuses are JSON; interfaces have no index signature.
    client.publishStatus(JSON.parse(JSON.stringify(this.numbered(statuses))))
    onSummary(summaryOf(statuses))
    const { newest } = feed
    if (newest !== undefined && isRun(statuses, newest))
      client.publishRunning({ key: newest.key, sha256: newest.sha256, revision: newest.revision })
    const revisions = revisionsIn(statuses)
    for (const known of this.applies.keys()) if (!revisions.has(known)) this.applies.delete(known)
    for (const revision of revisions) this.ask(revision)
  }

  async close(): Promise<void> {
    this.isClosed = true
    await this.asking
  }

  private ask(revision: number): void {
    if (revision === 0 || this.applies.has(revision)) return
    this.applies.set(revision, null)
    this.asking = this.asking.then(async () => {
      if (this.isClosed || !this.applies.has(revision)) return
      const { store, prefix } = this.options
      try {
        this.applies.set(revision, await readApplyAt(store, prefix, revision))
        if (!this.isClosed) this.write()
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        // Asked again with the next status.
        this.applies.delete(revision)
      }
    })
  }

  private numbered(statuses: Statuses): Statuses {
    const number = <T extends Pick<FollowedStatus, 'revision' | 'apply'>>(standing: T): T => ({
      ...standing,
      apply: standing.apply ?? this.applies.get(standing.revision) ?? null,
    })
    return mapValues(statuses, (items) =>
      mapValues(items, (status) => ({
        ...number(status),
        ...(status.documents && { documents: mapValues(status.documents, number) }),
      })),
    )
  }
}

/** True where the component runs a document, by itself or among others. */
function isRun(
  statuses: Statuses,
  { key, revision }: { readonly key: string; readonly revision: number },
): boolean {
  return Object.values(statuses)
    .flatMap((items) => Object.values(items))
    .some((status) => (status.key === key ? status : status.documents?.[key])?.revision === revision)
}

function summaryOf(statuses: Statuses): string {
  const items = Object.values(statuses).flatMap((each) => Object.values(each))
  const [first, ...others] = agentProblems({ detail: statuses })
  if (first === undefined) return `${items.length} in effect`
  return others.length === 0 ? first : `${first} (and ${others.length} more)`
}

function revisionsIn(statuses: Statuses): Set<number> {
  const items = Object.values(statuses).flatMap((each) => Object.values(each))
  return new Set(
    items.flatMap(({ revision, documents = {} }) => [
      revision,
      ...Object.values(documents).map((document) => document.revision),
    ]),
  )
}

function mapValues<From, To>(
  of: { readonly [name: string]: From },
  map: (value: From) => To,
): { readonly [name: string]: To } {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, map(value)]))
}
