import { plaintextRecipient } from '../../model/index.ts'
import {
  type Acknowledgement,
  type Identity,
  type Keyset,
  type KeysetKey,
  openSeed,
} from '../../rotation/index.ts'
import { Secret } from './secret.ts'

/** A key that this member can use, with the text it was opened from, so that a cache holds nothing but that text. */
export interface HeldKey {
  readonly id: string
  readonly secret: Secret
  /** Sealed for this member; or the bare seed in base64 where the policy says so. */
  readonly source: KeySource
}

export type KeySource = { readonly sealed: string } | { readonly seed: string }

/** Where a member stands: what it persists and what it acknowledges. */
export interface RingState {
  readonly generation: number
  readonly transition: string
  readonly primary: string | null
  readonly keys: readonly { readonly id: string; readonly source: KeySource }[]
}

/** Who opens. Without an identity only bare seeds can be used. */
export interface RingOwner {
  /** component@node. */
  readonly member: string
  /** The keyset's key in etcd: sealed texts are bound to it. */
  readonly path: string
  readonly identity?: Identity
}

/** What a keyset made of the ring. */
export interface RingChange {
  readonly kind: 'accepted' | 'unchanged' | 'refused'
  readonly state: Acknowledgement['state']
  /** Listed keys that do not open with this identity though sealed for it. */
  readonly failed: readonly string[]
}

/** The keys that a member holds. Refuses a keyset below the highest generation it has seen. */
export class KeyRing {
  private readonly owner: RingOwner
  private held: ReadonlyMap<string, HeldKey> = new Map()
  private seen = { generation: 0, transition: '' }
  private primaryId: string | null = null
  private waiters = new Set<() => void>()

  constructor(owner: RingOwner) {
    this.owner = owner
  }

  get generation(): number {
    return this.seen.generation
  }

  /** The key to encrypt under. */
  get primary(): HeldKey | undefined {
    return this.primaryId === null ? undefined : this.held.get(this.primaryId)
  }

  key(id: string): HeldKey | undefined {
    return this.held.get(id)
  }

  /** Every key that is held, sorted by id. */
  keys(): readonly HeldKey[] {
    return [...this.held.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  state(): RingState {
    const keys = [...this.held.values()].map(({ id, source }) => ({ id, source }))
    return { ...this.seen, primary: this.primary?.id ?? null, keys }
  }

  /** Restores what was persisted; keys that do not open are left out. */
  async restore({ generation, transition, primary, keys }: RingState): Promise<void> {
    const opened = await Promise.all(keys.map(({ id, source }) => this.open(id, source)))
    this.held = new Map(opened.filter((key) => key !== undefined).map((key) => [key.id, key]))
    this.seen = { generation, transition }
    this.primaryId = primary
  }

  /** Takes a keyset over. `persist` runs before the new keys count: a key must survive a crash once acknowledged. */
  async accept(keyset: Keyset, persist: (state: RingState) => Promise<void>): Promise<RingChange> {
    const isFork = keyset.generation === this.seen.generation && keyset.transition !== this.seen.transition
    if (keyset.generation < this.seen.generation || isFork) {
      return { kind: 'refused', state: 'generation-behind', failed: [] }
    }
    const opened = await Promise.all(keyset.keys.map((key) => this.openListed(key)))
    const failed = keyset.keys.filter((key, index) => this.isForUs(key) && opened[index] === undefined)
    const state = failed.length > 0 ? 'cannot-open' : undefined
    const next = new Map(opened.filter((key) => key !== undefined).map((key) => [key.id, key]))
    if (keyset.unlisted !== undefined) for (const [id, key] of this.held) if (!next.has(id)) next.set(id, key)
    const primary = keyset.primary ?? (keyset.unlisted === undefined ? null : this.primaryId)
    const isUnchanged = keyset.generation === this.seen.generation && sameIds(next, this.held)
    if (!isUnchanged) await this.swap({ held: next, primary, keyset }, persist)
    return {
      kind: isUnchanged ? 'unchanged' : 'accepted',
      state: state ?? (this.primary === undefined ? 'waiting-for-key' : 'ready'),
      failed: failed.map(({ id }) => id),
    }
  }

  /** Resolves once the ring changed, or after `milliseconds`. */
  changed(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.waiters.delete(done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      this.waiters.add(done)
    })
  }

  /** Lets go of everybody who waits for a change. */
  wake(): void {
    for (const wake of this.waiters) wake()
  }

  /** Zeroes every seed. */
  destroy(): void {
    for (const key of this.held.values()) key.secret.destroy()
    this.held = new Map()
    this.wake()
  }

  private async swap(
    to: { held: ReadonlyMap<string, HeldKey>; primary: string | null; keyset: Keyset },
    persist: (state: RingState) => Promise<void>,
  ): Promise<void> {
    const { generation, transition } = to.keyset
    const keys = [...to.held.values()].map(({ id, source }) => ({ id, source }))
    const isHeld = to.primary !== null && to.held.has(to.primary)
    await persist({ generation, transition, primary: isHeld ? to.primary : null, keys })
    for (const [id, key] of this.held) if (!to.held.has(id)) key.secret.destroy()
    this.held = to.held
    this.primaryId = to.primary
    this.seen = { generation, transition }
    this.wake()
  }

  private openListed(key: KeysetKey): Promise<HeldKey | undefined> | HeldKey | undefined {
    const heldKey = this.held.get(key.id)
    if (heldKey !== undefined) return heldKey
    const source = this.sourceOf(key)
    return source && this.open(key.id, source)
  }

  private sourceOf(key: KeysetKey): KeySource | undefined {
    const { member } = this.owner
    if (key.recipients[member] === plaintextRecipient && key.seed !== undefined) return { seed: key.seed }
    const sealed = key.sealed[member]
    return sealed === undefined ? undefined : { sealed }
  }

  private async open(id: string, source: KeySource): Promise<HeldKey | undefined> {
    const { identity, member, path } = this.owner
    if ('seed' in source) return { id, source, secret: new Secret(Buffer.from(source.seed, 'base64')) }
    const seed = identity && (await openSeed(source.sealed, identity, { path, keyId: id, member }))
    if (seed === undefined) return undefined
    const secret = new Secret(seed)
    seed.fill(0)
    return { id, source, secret }
  }

  private isForUs(key: KeysetKey): boolean {
    const recipient = key.recipients[this.owner.member]
    return recipient !== undefined && recipient === this.owner.identity?.recipient
  }
}

function sameIds(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a.keys()].every((id) => b.has(id))
}
