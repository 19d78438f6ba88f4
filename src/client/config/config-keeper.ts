import {
  decodeBytes,
  type JsonObject,
  type JsonValue,
  type KeyValue,
  type Store,
  sha256,
} from '../../model/index.ts'
import type { Identity } from '../../rotation/index.ts'
import { parseSchemas, type Schema } from '../../schema/index.ts'
import type { CacheContent, CachedDocument } from '../cache/cache-file.ts'
import type { CacheKeeper } from '../cache/cache-keeper.ts'
import { ClientError, clientClosed } from '../client-error.ts'
import { Follow, type FollowEvent } from '../follow.ts'
import { type ConfigDocument, type ConfigProblem, readDocument } from './config-document.ts'
import { ConfigFeed, type ConfigFeedOptions } from './config-feed.ts'
import { type DocumentPlace, documentKeys, type PlacedComponent } from './document-place.ts'

/** Which node's configurations, from where, and who is told. */
export interface ConfigKeeperOptions {
  readonly store: Store
  readonly prefix: string
  readonly node: string
  readonly schemas: { readonly [component: string]: JsonObject }
  readonly documents: { readonly [component: string]: DocumentPlace }
  readonly cache: CacheKeeper
  /** Opens what is sealed for this member. */
  readonly identity?: Identity
  readonly onFollowEvent: (component: string, event: FollowEvent) => void
  readonly count: ConfigFeedOptions['count']
  readonly onStanding: ConfigFeedOptions['onStanding']
  readonly onListenerFailure: (error: unknown) => void
  readonly relistIntervalMs?: number
}

interface Followed {
  readonly feed: ConfigFeed
  readonly follow: Follow
}

/** The configurations that a component reads: its own, and others once it asks for them. */
export class ConfigKeeper {
  private readonly options: ConfigKeeperOptions
  private readonly schemas: ReadonlyMap<string, Schema>
  private readonly followed = new Map<string, Followed>()
  private isClosed = false

  constructor(options: ConfigKeeperOptions) {
    this.options = options
    this.schemas = readSchemas(options.schemas)
  }

  /** The schema that was given under this name. */
  schema(name: string): Schema | undefined {
    return this.schemas.get(name)
  }

  /** The component's feed, followed from the first time it is asked for. */
  feed(component: string): ConfigFeed {
    return this.open(component).feed
  }

  /** Follows a component; what an earlier start cached, or a default, serves until etcd answers. Throws `closed`. */
  open(component: string, fallback: { cached?: ConfigDocument; defaultConfig?: JsonValue } = {}): Followed {
    const followed = this.followed.get(component)
    if (followed !== undefined) return followed
    if (this.isClosed) throw clientClosed()
    const feed = new ConfigFeed(this.feedOptions(component))
    this.startFrom(feed, component, fallback)
    const { store, relistIntervalMs, onFollowEvent } = this.options
    const follow = new Follow({
      store,
      range: feed.range,
      onUpdate: (update) => feed.take(update),
      onEvent: (event) => {
        if (event.kind === 'lost') feed.demote()
        if (event.kind === 'live') feed.promote()
        onFollowEvent(component, event)
      },
      ...(relistIntervalMs !== undefined && { relistIntervalMs }),
    })
    const opened = { feed, follow }
    this.followed.set(component, opened)
    return opened
  }

  /**
   * The document that a cache has for a component, as far as it fits the schema that the component has now, which may be
   * newer. `isWhole`: nothing had to be left out.
   */
  async fitting(
    component: string,
    { documents }: CacheContent,
  ): Promise<{ readonly document?: ConfigDocument; readonly isWhole: boolean }> {
    const { format } = this.placed(component).place
    const reading = { schema: this.schemas.get(component), format, identity: this.options.identity }
    const read = await Promise.all(
      this.keysOf(component).flatMap((key) => {
        const cached = documents[key]
        return cached === undefined ? [] : [readDocument({ key, ...bytesOf(cached) }, reading)]
      }),
    )
    const fitting = read.filter((each): each is ConfigDocument => !('kind' in each))
    const [document] = fitting
    return { ...(document && { document }), isWhole: fitting.length === read.length }
  }

  /** The documents of several components at one revision. Throws `StoreError`. */
  async readTogether(components: readonly string[]): Promise<(ConfigDocument | ConfigProblem)[]> {
    const success = components.flatMap((component) =>
      this.keysOf(component).map((key) => ({ kind: 'range', key }) as const),
    )
    const { results, revision } = await this.options.store.txn({ compare: [], success, failure: [] })
    const kvs = new Map(
      results.flatMap((result) =>
        result.kind === 'range' ? result.kvs.map((kv): [string, KeyValue] => [kv.key, kv]) : [],
      ),
    )
    return await Promise.all(components.map((component) => this.feed(component).read(kvs, revision)))
  }

  async close(): Promise<void> {
    this.isClosed = true
    await Promise.all([...this.followed.values()].map(({ follow }) => follow.close()))
  }

  private feedOptions(component: string): ConfigFeedOptions {
    const { cache, count, onStanding, onListenerFailure, identity } = this.options
    const schema = this.schemas.get(component)
    return {
      ...this.placed(component),
      count,
      onStanding,
      onListenerFailure,
      onGood: ({ key, text, revision }, clusterId) => {
        void cache.change({ clusterId, documents: { [key]: { text, revision } } })
      },
      ...(schema && { schema }),
      ...(identity && { identity }),
    }
  }

  /** The document for this node, then the one for all. */
  private keysOf(component: string): string[] {
    const { own, common } = documentKeys(this.placed(component))
    return [own, common]
  }

  private placed(component: string): PlacedComponent {
    const { prefix, node, documents } = this.options
    return { prefix, component, node, place: documents[component] ?? {} }
  }

  private startFrom(
    feed: ConfigFeed,
    component: string,
    { cached, defaultConfig }: { cached?: ConfigDocument; defaultConfig?: JsonValue },
  ): void {
    if (cached !== undefined) {
      feed.start(cached, 'cache')
    } else if (defaultConfig !== undefined) {
      const { common } = documentKeys(this.placed(component))
      const text = JSON.stringify(defaultConfig)
      feed.start({ key: common, text, revision: 0, sha256: sha256(text), value: defaultConfig }, 'default')
    }
  }
}

/** Read in this process before, by their texts: what validates by a schema is compiled once, however many clients have it. */
const known = new Map<string, ReadonlyMap<string, Schema>>()
const mostKnown = 64

/** Throws `ClientError`: `bad-schema`. */
function readSchemas(given: ConfigKeeperOptions['schemas']): ReadonlyMap<string, Schema> {
  const files = Object.entries(given).map(([component, schema]) => ({
    file: `${component}.schema.json`,
    text: JSON.stringify(schema),
  }))
  const name = JSON.stringify(files)
  const before = known.get(name)
  if (before !== undefined) return before
  const { schemas, diagnostics } = parseSchemas(files)
  const [first] = diagnostics
  if (first !== undefined) throw new ClientError('bad-schema', first.message)
  const [oldest] = known.keys()
  if (known.size === mostKnown && oldest !== undefined) known.delete(oldest)
  known.set(name, schemas)
  return schemas
}

function bytesOf({ text, revision }: CachedDocument): Omit<KeyValue, 'key'> {
  return { value: decodeBytes(text), modRevision: revision, createRevision: 0, version: 0, lease: '0' }
}
