import { type JsonObject, memberStatusKey, type Store } from '../model/index.ts'
import { encodeMemberStatus, type RunningConfig } from '../records/index.ts'
import { isSecretAt, schemaHash } from '../schema/index.ts'
import type { PublishedKeeper } from './collections/published-keeper.ts'
import type { ConfigFeed } from './config/config-feed.ts'
import { KeptKey } from './keys/kept-key.ts'
import type { KeyKeeper } from './keys/key-keeper.ts'

/** Whose status, and what it tells besides what the component says itself. */
export interface StatusKeeperOptions {
  readonly member: { readonly component: string; readonly node: string; readonly prefix: string }
  readonly feed: ConfigFeed
  readonly published: PublishedKeeper
  readonly keys: KeyKeeper
  /** How long the status outlives its writer. */
  readonly ttlSeconds: number
  /** The store answered. */
  readonly onContact: () => void
}

/** Keeps the leased status of a member as it is: what it runs, where that came from, the key it encrypts under. */
export class StatusKeeper {
  private readonly options: StatusKeeperOptions
  private readonly startedAt = new Date().toISOString()
  private readonly kept: KeptKey
  private running: RunningConfig | null = null
  private detail: JsonObject = {}

  constructor(store: Store, options: StatusKeeperOptions) {
    this.options = options
    const { member, ttlSeconds, onContact } = options
    const key = memberStatusKey(member.prefix, member.component, member.node)
    this.kept = new KeptKey(store, { key, ttlSeconds, onContact })
  }

  /** The component runs this document: the newest it was given, checked by the schema it has, unless another is named. */
  setRunning(running: RunningConfig | undefined): void {
    const { document, schema } = this.options.feed
    const newest = document && {
      ...{ key: document.key, sha256: document.sha256, revision: document.revision },
      ...(schema && { schema: schemaHash(schema) }),
    }
    const told = running ?? newest ?? null
    this.running = told && schema && isSecretAt(schema, '') ? withoutHash(told) : told
    this.write()
  }

  /** The component's own words. */
  setDetail(detail: JsonObject): void {
    this.detail = detail
    this.write()
  }

  /** Configuration or keys have changed: says so. */
  write(): void {
    const { feed, published, keys, member } = this.options
    this.kept.set(
      encodeMemberStatus({
        component: member.component,
        node: member.node,
        started_at: this.startedAt,
        running: this.running,
        config_source: feed.source,
        config_problem: feed.standingProblem?.kind ?? null,
        published: published.generations(),
        key_id: keys.ring.primary?.id ?? null,
        detail: this.detail,
      }),
    )
  }

  /** Gives the lease back: the status goes at once. */
  close(): Promise<void> {
    return this.kept.close()
  }
}

/** Of a document that may hold a secret: which revision it is. */
function withoutHash({ sha256: _, ...rest }: RunningConfig): RunningConfig {
  return rest
}
