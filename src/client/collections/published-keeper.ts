import { isJsonObject, type JsonObject, type JsonValue, pointerKey, type Store } from '../../model/index.ts'
import type { Identity } from '../../rotation/index.ts'
import type { Schema } from '../../schema/index.ts'
import { readSealed, writeSealed } from '../cache/sealed-file.ts'
import { ClientError, clientClosed } from '../client-error.ts'
import { Follow, type FollowEvent } from '../follow.ts'
import { documentsOf, type Generation, problemsOf } from './generation.ts'
import { PublishedFeed, type PublishedFeedOptions } from './published-feed.ts'

/** Which collections, from where, and who is told. */
export interface PublishedKeeperOptions {
  readonly store: Store
  /** The environment's prefix. */
  readonly prefix: string
  readonly schemaOf: (name: string) => Schema | undefined
  /** Beside this file each collection has one of its own. */
  readonly cacheFile?: string
  readonly identity?: Identity
  readonly count: PublishedFeedOptions['count']
  readonly onCacheWritten: (result: 'done' | 'failed') => void
  readonly onFollowEvent: (collection: string, event: FollowEvent) => void
  readonly onListenerFailure: (error: unknown) => void
  /** The generations in use may have changed. */
  readonly onGenerations: () => void
  readonly relistIntervalMs?: number
}

/** A collection as the workspace declares it. */
export interface CollectionName {
  /** `/config/firewall/blocklist/`, without the environment's prefix. */
  readonly prefix: string
  /** Name of the schema among those given to `connect`; without one nothing is checked. */
  readonly schema?: string
}

/** A collection that a component reads. */
export interface FollowedCollection {
  readonly feed: PublishedFeed
  readonly follow: Follow
}

/** The published collections that a component reads, each followed from the first time it is asked for. */
export class PublishedKeeper {
  private readonly options: PublishedKeeperOptions
  private readonly followed = new Map<string, Promise<FollowedCollection>>()
  private readonly feeds: PublishedFeed[] = []
  private isClosed = false

  constructor(options: PublishedKeeperOptions) {
    this.options = options
  }

  /** Follows a collection; what an earlier start kept serves until etcd answers. Throws `closed` or `bad-schema`. */
  async open({ prefix, schema }: CollectionName): Promise<FollowedCollection> {
    const opening = this.followed.get(prefix)
    if (opening !== undefined) return opening
    if (this.isClosed) throw clientClosed()
    const opened = this.openNew(prefix, schema === undefined ? undefined : this.schemaOf(schema))
    this.followed.set(prefix, opened)
    return opened
  }

  /** The generation in use of each collection, by its pointer's key. */
  generations(): { readonly [pointerKey: string]: string } {
    return Object.fromEntries(
      this.feeds.flatMap(({ range, generation }) =>
        generation === undefined ? [] : [[range.key, generation]],
      ),
    )
  }

  async close(): Promise<void> {
    this.isClosed = true
    for (const feed of this.feeds) feed.close()
    const opened = await Promise.all(this.followed.values())
    await Promise.all(opened.map(({ follow }) => follow.close()))
  }

  private schemaOf(name: string): Schema {
    const schema = this.options.schemaOf(name)
    if (schema === undefined) throw new ClientError('bad-schema', `no schema ${name} was given to connect`)
    return schema
  }

  private async openNew(collection: string, schema: Schema | undefined): Promise<FollowedCollection> {
    const { store, prefix, count, onListenerFailure, relistIntervalMs } = this.options
    const fullPrefix = `${prefix}${collection}`
    const feed = new PublishedFeed({
      store,
      prefix,
      fullPrefix,
      count,
      onListenerFailure,
      onGood: (generation) => this.keep(collection, generation),
      ...(schema && { schema }),
    })
    this.feeds.push(feed)
    const cached = await this.readKept(collection)
    if (cached !== undefined && (await isValid(cached, schema))) feed.start(cached)
    const follow = new Follow({
      store,
      range: feed.range,
      onUpdate: async (update) => {
        await feed.take(update)
        this.options.onGenerations()
      },
      onEvent: (event) => this.onEvent(feed, collection, event),
      ...(relistIntervalMs !== undefined && { relistIntervalMs }),
    })
    return { feed, follow }
  }

  private onEvent(feed: PublishedFeed, collection: string, event: FollowEvent): void {
    if (event.kind === 'lost') feed.demote()
    if (event.kind === 'live') feed.promote()
    this.options.onFollowEvent(collection, event)
  }

  private async keep(collection: string, { name, shards }: Generation): Promise<void> {
    const path = this.pathOf(collection)
    if (path === undefined) return
    const content = { formatVersion: 1, pointer: this.pointerOf(collection), generation: name }
    const plain = Buffer.from(JSON.stringify({ ...content, shards: Object.fromEntries(shards) }))
    try {
      await writeSealed(path, plain, this.options.identity)
      this.options.onCacheWritten('done')
    } catch {
      this.options.onCacheWritten('failed') // a full disk must not stop a component
    }
  }

  private async readKept(collection: string): Promise<Generation | undefined> {
    const path = this.pathOf(collection)
    const plain = path === undefined ? 'absent' : await readSealed(path, this.options.identity)
    if (typeof plain === 'string') return undefined
    const value = JSON.parse(plain.toString('utf8')) as JsonValue // the checksum says that we wrote it
    if (!isJsonObject(value) || value.formatVersion !== 1) return undefined
    if (value.pointer !== this.pointerOf(collection) || !isJsonObject(value.shards)) return undefined
    const shards = new Map(Object.entries(value.shards as { readonly [shard: string]: JsonObject })) // as `keep` wrote them
    return { name: String(value.generation), revision: 0, shards, documents: documentsOf(shards) }
  }

  private pointerOf(collection: string): string {
    return pointerKey(`${this.options.prefix}${collection}`)
  }

  private pathOf(collection: string): string | undefined {
    const { cacheFile } = this.options
    return cacheFile && `${cacheFile}${escapeDots(collection).replaceAll('/', '.')}published`
  }
}

/** What was valid when it was kept may not suit a newer component; later only shards that it lacks are checked. */
async function isValid({ shards }: Generation, schema: Schema | undefined): Promise<boolean> {
  return (await problemsOf([...shards.values()], schema)).length === 0
}

/** `/config/a.b/` must not share the file of `/config/a/b/`. */
function escapeDots(collection: string): string {
  return collection.replaceAll('%', '%25').replaceAll('.', '%2E')
}
