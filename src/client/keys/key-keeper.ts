import { acknowledgementKey, type KeyValue, rotationKeys, type Store } from '../../model/index.ts'
import {
  type Acknowledgement,
  defaultMessageCap,
  encodeAcknowledgement,
  type Identity,
  type MemberKeyState,
  parseKeyset,
  parsePolicyText,
} from '../../rotation/index.ts'
import type { MessageLimits } from '../cache/cache-file.ts'
import type { CacheKeeper } from '../cache/cache-keeper.ts'
import { Follow, type FollowEvent, type FollowUpdate } from '../follow.ts'
import { KeptKey } from './kept-key.ts'
import { KeyRing, type RingState } from './key-ring.ts'
import type { KeyringContent } from './keyring-file.ts'

/** Whose keys, and who is told. */
export interface KeyKeeperOptions {
  readonly store: Store
  readonly prefix: string
  /** component@node. */
  readonly member: string
  readonly identity?: Identity
  readonly cache: CacheKeeper
  readonly onFollowEvent: (range: 'keyset' | 'policy', event: FollowEvent) => void
  readonly onContact: () => void
  readonly onKeyset: (result: 'accepted' | 'unchanged' | 'refused' | 'unreadable') => void
  /** Resolves to true once whoever the keys are handed on to has them: no key is acknowledged before. */
  readonly handedOn?: () => Promise<boolean>
  /** The ring changed. */
  readonly onRing: (state: MemberKeyState) => void
  readonly relistIntervalMs?: number
}

/** ms until a cache that could not be written is tried again. */
const keepAgainAfter = 2000

const defaultLimits: MessageLimits = { longestMessageAge: 30_000, messageCap: defaultMessageCap }

/** Follows keyset and policy, keeps the ring and its cache, and acknowledges what is safely kept. */
export class KeyKeeper {
  readonly ring: KeyRing
  private readonly options: KeyKeeperOptions
  private readonly follows: readonly Follow[]
  private readonly acknowledgement: KeptKey
  private standing: MemberKeyState = 'waiting-for-key'
  private messageLimits = defaultLimits
  private request: Acknowledgement['request']
  private retry: NodeJS.Timeout | undefined
  private isClosed = false
  private keysetRevision = 0
  private readonly listeners = new Set<() => void>()

  private constructor(options: KeyKeeperOptions, ring: KeyRing) {
    this.options = options
    this.ring = ring
    const { store, prefix, member, onContact } = options
    this.acknowledgement = new KeptKey(store, { key: acknowledgementKey(prefix, member), onContact })
    const keys = rotationKeys(prefix)
    this.follows = [
      this.follow('policy', keys.policy, (kv) => this.takePolicy(kv)),
      this.follow('keyset', keys.keyset, (kv, update) => this.takeKeyset(kv, update)),
    ]
  }

  /** Starts from what was cached, then follows. */
  static async open(
    options: KeyKeeperOptions,
    cached: { readonly ring?: RingState; readonly limits?: MessageLimits },
  ): Promise<KeyKeeper> {
    const { member, prefix, identity } = options
    const ring = new KeyRing({ member, path: rotationKeys(prefix).keyset, ...(identity && { identity }) })
    if (cached.ring !== undefined) await ring.restore(cached.ring)
    const keeper = new KeyKeeper(options, ring)
    if (cached.limits !== undefined) keeper.messageLimits = cached.limits
    if (ring.primary !== undefined) keeper.standing = 'ready'
    return keeper
  }

  get limits(): MessageLimits {
    return this.messageLimits
  }

  get state(): MemberKeyState {
    return this.standing
  }

  /** mod_revision of the keyset that was looked at last; 0 before etcd has answered. */
  get revision(): number {
    return this.keysetRevision
  }

  /** What a keyring file of this member holds; undefined before any keyset was seen. The seeds are the ring's own. */
  keyring(): KeyringContent | undefined {
    const { ring, limits } = this
    if (ring.generation === 0) return undefined
    const keys = ring.keys().map(({ id, secret }) => ({ id, seed: secret.expose() }))
    const primary = ring.primary?.id ?? null
    return { member: this.options.member, generation: ring.generation, limits, primary, keys }
  }

  /** Calls back whenever the keyring may be another now. Returns how to stop. */
  listen(onChange: () => void): () => void {
    this.listeners.add(onChange)
    return () => this.listeners.delete(onChange)
  }

  private told(): void {
    for (const listener of this.listeners) listener()
  }

  /** Resolves once the store was heard of keys. */
  async ready(): Promise<void> {
    await Promise.all(this.follows.map((follow) => follow.ready()))
  }

  /** Asks for a rotation away from the present primary; asking again for the same key changes nothing. */
  requestRotation(reason: string): string | undefined {
    const primary = this.ring.primary?.id
    if (primary === undefined || this.request?.primary === primary) return primary
    this.request = { primary, reason }
    this.acknowledge()
    return primary
  }

  /** Zeroes the seeds at once, and again what an update that was under way has opened meanwhile. */
  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.retry)
    this.ring.destroy()
    await Promise.all(this.follows.map((follow) => follow.close()))
    await this.acknowledgement.close()
    this.ring.destroy()
  }

  private follow(
    range: 'keyset' | 'policy',
    key: string,
    take: (kv: KeyValue | undefined, update: FollowUpdate) => Promise<void>,
  ): Follow {
    const { store, onFollowEvent, relistIntervalMs } = this.options
    return new Follow({
      store,
      range: { key },
      onUpdate: (update) => take(update.kvs.get(key), update),
      onEvent: (event) => {
        if (event.kind === 'went-back' || event.kind === 'live') this.acknowledgement.repeat()
        onFollowEvent(range, event)
      },
      ...(relistIntervalMs !== undefined && { relistIntervalMs }),
    })
  }

  private async takePolicy(kv: KeyValue | undefined): Promise<void> {
    const policy = kv && parsePolicyText(kv.value).policy
    if (policy === undefined) return
    const { longestMessageAge, messageCap } = policy
    this.messageLimits = { longestMessageAge, messageCap }
    await this.options.cache.change({ limits: this.messageLimits })
    this.told()
  }

  private async takeKeyset(kv: KeyValue | undefined, { clusterId }: FollowUpdate): Promise<void> {
    const keyset = kv && parseKeyset(kv.value)
    if (keyset === undefined) {
      if (kv !== undefined) this.options.onKeyset('unreadable')
      return
    }
    let isKept = true
    const change = await this.ring.accept(keyset, async (ring) => {
      isKept = await this.options.cache.change({ ring, clusterId })
    })
    this.standing = change.state
    this.keysetRevision = kv?.modRevision ?? 0
    this.options.onKeyset(change.kind)
    if (isKept && (await this.isHandedOn())) this.acknowledge()
    else this.keepLater()
    this.options.onRing(change.state)
    this.told()
  }

  private async isHandedOn(): Promise<boolean> {
    return (await this.options.handedOn?.()) ?? true
  }

  /** A key that is not safely kept is not acknowledged: the rotation waits until the disk takes it. */
  private keepLater(): void {
    clearTimeout(this.retry)
    if (this.isClosed) return
    this.retry = setTimeout(async () => {
      const isKept = await this.options.cache.change({ ring: this.ring.state() })
      if (isKept && (await this.isHandedOn())) this.acknowledge()
      else this.keepLater()
    }, keepAgainAfter)
  }

  private acknowledge(): void {
    const { generation, transition, primary, keys } = this.ring.state()
    const text = encodeAcknowledgement({
      generation,
      transition,
      primary,
      opened: keys.map(({ id }) => id).sort(),
      state: this.standing,
      at: new Date().toISOString(),
      ...(this.request?.primary === primary && this.request !== undefined && { request: this.request }),
    })
    this.acknowledgement.set(text)
  }
}
