import { loadFormats, writeDocument } from '../formats/index.ts'
import type { JsonObject, JsonValue } from '../model/index.ts'
import type { RunningConfig } from '../records/index.ts'
import type { MemberKeyState } from '../rotation/index.ts'
import { ClientError } from './client-error.ts'
import type { PublishedProblem, PublishedReading } from './collections/published-feed.ts'
import type { CollectionName } from './collections/published-keeper.ts'
import type { ConfigDocument, ConfigProblem } from './config/config-document.ts'
import type { ConfigFeed, ConfigListener, ConfigSource } from './config/config-feed.ts'
import { documentKeys } from './config/document-place.ts'
import type { ConnectOptions } from './connect-options.ts'
import { configRange, stalenessOf } from './contact.ts'
import type { KeyringContent } from './keys/keyring-file.ts'
import { readManaged } from './keys/managed-keys.ts'
import { Secret } from './keys/secret.ts'
import type { MetricsSnapshot } from './measures.ts'
import type { OpenedMessage } from './messages/message-opener.ts'
import type { ChannelName } from './messages/message-sealer.ts'
import { openParts, type Parts } from './open-parts.ts'
import { waitAtMost } from './patience.ts'

/** A configuration and how far it can be trusted to be the present one. */
export interface ConfigReading<Config> {
  readonly value: Config
  readonly source: ConfigSource
  /** mod_revision of the document; 0 for a built-in default. */
  readonly revision: number
  readonly key: string
  readonly sha256: string
  /** Why a newer document is not used. */
  readonly problem?: ConfigProblem
}

/** What `putConfig` did. Only an absent key that no workspace manages is ever written. */
export type PutConfigOutcome = 'created' | 'managed-key' | 'exists'

/** How the client stands. */
export interface Health {
  /** True with a configuration, a live connection, and keys where a keyset lists this member. */
  readonly isHealthy: boolean
  readonly isLive: boolean
  readonly stalenessSeconds: number
  readonly configSource: ConfigSource
  readonly keys: MemberKeyState
}

/** ms that `connect` waits for etcd unless told otherwise. */
const startTimeoutMs = 2000
/** ms that `close` waits for etcd: a lease that cannot be given back runs out by itself. */
const closeTimeoutMs = 2000

/** What keeps a component configured, encrypted and observable when etcd is slow, gone, restored or lying. */
export class UnifiedEtcdClient {
  private readonly parts: Parts
  private readonly stop = new AbortController()

  private constructor(parts: Parts) {
    this.parts = parts
  }

  /**
   * Connects and keeps reconnecting by itself. Resolves when etcd has answered, or after `startTimeoutMs` with what
   * the cache or the default holds; an unreachable etcd is not an error. Throws `ClientError`: `no-identity` or `bad-schema`.
   */
  static async connect(options: ConnectOptions): Promise<UnifiedEtcdClient> {
    const client = new UnifiedEtcdClient(await openParts(options))
    const { configs, keys, member } = client.parts
    const { feed, follow } = configs.open(member.component)
    const answered = Promise.all([follow.ready(), keys.ready()])
    await waitAtMost(answered, options.startTimeoutMs ?? startTimeoutMs)
    client.reportStart(feed)
    return client
  }

  /** The component's configuration; throws `no-config` when neither etcd, memory, cache nor a default holds one. */
  async getConfig<Config = JsonValue>(
    component = this.parts.member.component,
  ): Promise<ConfigReading<Config>> {
    const { feed, follow } = this.parts.configs.open(component)
    if (feed.document === undefined) {
      const timeoutMs = this.parts.options.startTimeoutMs ?? startTimeoutMs
      await waitAtMost(follow.ready(), timeoutMs, this.stop.signal)
    }
    const { document, source, standingProblem: problem } = feed
    if (document === undefined) throw noConfig(component, problem)
    const { key, sha256, revision } = document
    // Validated against the schema from which `Config` is generated.
    const value = document.value as Config
    return { value, source, revision, key, sha256, ...(problem && { problem }) }
  }

  /**
   * Writes a configuration where there is none and no workspace manages the key. Throws `StoreError`; with `corrupt`
   * nothing was written, because the index of managed keys cannot be read.
   */
  async putConfig(component: string, value: JsonValue): Promise<PutConfigOutcome> {
    const { store, member, options } = this.parts
    const place = options.documents?.[component] ?? {}
    const { common: key } = documentKeys({ ...member, component, place })
    await loadFormats([place.format])
    const written = writeDocument(value, place.format)
    if ('problem' in written) throw new TypeError(`${key} is not written: ${written.problem}`)
    const { isManaged, guards } = await readManaged(store, member.prefix, key)
    if (isManaged) return 'managed-key'
    const { succeeded } = await store.txn({
      compare: [{ key, target: 'create', is: '=', number: 0 }, ...guards],
      success: [{ kind: 'put', key, value: written.bytes }],
      failure: [],
    })
    return succeeded ? 'created' : 'exists'
  }

  /**
   * Calls back with the present configuration and with every new one that is valid. A bad document keeps the last good
   * one in use and goes to `onProblem`. Returns how to stop.
   */
  watchConfig<Config = JsonValue>(
    component: string,
    onConfig: (config: Config, document: ConfigDocument) => void,
    onProblem: (problem: ConfigProblem) => void = () => undefined,
  ): () => void {
    const { feed } = this.parts.configs.open(component)
    // Validated against the schema from which `Config` is generated.
    return feed.listen({ onConfig: (document) => onConfig(document.value as Config, document), onProblem })
  }

  /** The same, for who also wants to hear that the bytes in use stand at a newer revision. */
  watchDocument(component: string, listener: ConfigListener): () => void {
    return this.parts.configs.open(component).feed.listen(listener)
  }

  /**
   * The documents of several components as they are at one revision, each valid or with what is wrong with it. Throws
   * `StoreError`: nothing stands in for etcd here.
   */
  readTogether(components: readonly string[]): Promise<readonly (ConfigDocument | ConfigProblem)[]> {
    return this.parts.configs.readTogether(components)
  }

  /** All documents of a published collection, of one generation. Throws `no-config` where nothing holds one, or `bad-schema`. */
  async getPublished<Value = JsonValue>(collection: CollectionName): Promise<PublishedReading<Value>> {
    const { feed, follow } = await this.parts.published.open(collection)
    if (feed.generation === undefined) {
      const timeoutMs = this.parts.options.startTimeoutMs ?? startTimeoutMs
      await waitAtMost(follow.ready(), timeoutMs, this.stop.signal)
    }
    const reading = feed.reading()
    if (reading === undefined) throw noConfig(collection.prefix, feed.standingProblem)
    // Validated against the schema from which `Value` is generated.
    return reading as PublishedReading<Value>
  }

  /**
   * Calls back with the present generation of a published collection and with every new one, whole and valid. One that
   * is not keeps the last good one in use and goes to `onProblem`. Resolves to how to stop. Throws `bad-schema`.
   */
  async watchPublished<Value = JsonValue>(
    collection: CollectionName,
    onDocuments: (reading: PublishedReading<Value>) => void,
    onProblem: (problem: PublishedProblem) => void = () => undefined,
  ): Promise<() => void> {
    const { feed } = await this.parts.published.open(collection)
    // Validated against the schema from which `Value` is generated.
    return feed.listen({
      onDocuments: (reading) => onDocuments(reading as PublishedReading<Value>),
      onProblem,
    })
  }

  /** Says which configuration the component runs now: the newest it was given, unless another is named. */
  publishRunning(running?: RunningConfig): void {
    this.parts.status.setRunning(running)
  }

  /** Puts the component's own words into its leased status. */
  publishStatus(detail: JsonObject): void {
    this.parts.status.setDetail(detail)
  }

  /** The key to encrypt under, for a component that does its own encryption; destroy it after use. Throws `waiting-for-key`. */
  getEncryptionSeed(): {
    readonly keyId: string
    readonly algorithm: 'chacha20-poly1305'
    readonly seed: Secret
  } {
    const { primary } = this.parts.keys.ring
    if (primary === undefined)
      throw new ClientError('waiting-for-key', `no key yet (${this.parts.keys.state})`)
    return { keyId: primary.id, algorithm: 'chacha20-poly1305', seed: new Secret(primary.secret.expose()) }
  }

  /**
   * The keys of this member for a keyring file, and where they stand; no content before any keyset was seen. The seeds are
   * views that are zeroed when a rotation drops them: they are used before anything is awaited.
   */
  keyring(): {
    readonly content: KeyringContent | undefined
    readonly state: MemberKeyState
    readonly revision: number
  } {
    const { keys } = this.parts
    return { content: keys.keyring(), state: keys.state, revision: keys.revision }
  }

  /** Calls back whenever `keyring` may give something else. Returns how to stop. */
  watchKeyring(onChange: () => void): () => void {
    return this.parts.keys.listen(onChange)
  }

  /** Asks the rotator for a new seed; returns the key it is to replace. Throws `waiting-for-key`. */
  updateEncryptionSeed(reason: string): string {
    const keyId = this.parts.keys.requestRotation(reason)
    if (keyId === undefined) throw new ClientError('waiting-for-key', 'there is no key to replace yet')
    return keyId
  }

  /** Seals a message for one channel. Throws `waiting-for-key`, `message-cap` or `closed`. */
  encrypt(channel: ChannelName, plain: Uint8Array): Buffer {
    return this.parts.messenger.seal(channel, plain)
  }

  /** Opens a message of one channel, each at most once. Throws `closed`. */
  decrypt(channel: ChannelName, message: Uint8Array): Promise<OpenedMessage> {
    const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength)
    return this.parts.messenger.open(channel, bytes)
  }

  /** True when the component is configured, connected and able to encrypt if it is a member. */
  isHealthy(): boolean {
    return this.health().isHealthy
  }

  /** How the client stands: configuration, connection and keys, each by itself. */
  health(): Health {
    const { configs, keys, contact, member } = this.parts
    const { document, source } = configs.feed(member.component)
    const isLive = contact.live.has(configRange(member.component))
    const isAble = keys.state === 'ready' || keys.ring.generation === 0
    return {
      isHealthy: document !== undefined && isLive && isAble,
      isLive,
      stalenessSeconds: stalenessOf(contact),
      configSource: source,
      keys: keys.state,
    }
  }

  /** Every counter, gauge and histogram as plain data. */
  getMetrics(): Promise<MetricsSnapshot> {
    return this.parts.measures.snapshot()
  }

  /** The same in Prometheus' text form. */
  getMetricsText(): Promise<string> {
    return this.parts.measures.text()
  }

  /**
   * Gives the lease back, saves the cache, zeroes the seeds and closes the connection. Nothing is delivered or written
   * after it; what is asked for then throws `closed`. An etcd that does not answer holds it up for 2 s at most.
   */
  async close(): Promise<void> {
    this.stop.abort()
    const { configs, published, keys, messenger, seenFile, status, cache, store } = this.parts
    const seen = messenger.close()
    await waitAtMost(
      Promise.all([configs.close(), published.close(), keys.close(), status.close()]),
      closeTimeoutMs,
    )
    await cache.settle()
    await seenFile.close(seen)
    await store.close()
  }

  private reportStart({ source, document, standingProblem }: ConfigFeed): void {
    if (document === undefined || (source !== 'cache' && source !== 'default')) return
    const why = standingProblem?.messages.join('; ') ?? 'etcd did not answer'
    const [kind, from] =
      source === 'cache'
        ? (['started-from-cache', 'cache'] as const)
        : (['started-from-default', 'built-in default'] as const)
    this.parts.options.onEvent?.({ kind, text: `${why}: started from the ${from}` })
  }
}

function noConfig(component: string, problem: ConfigProblem | PublishedProblem | undefined): ClientError {
  const why = problem === undefined ? 'etcd has not answered' : problem.messages.join('; ')
  return new ClientError('no-config', `no configuration for ${component}: ${why}`)
}
