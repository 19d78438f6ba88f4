import { setTimeout as sleep } from 'node:timers/promises'
import {
  type KeyValue,
  type RangeRequest,
  type Store,
  StoreError,
  type Watch,
  type WatchBatch,
} from '../model/index.ts'

/** What is followed, and who is told. */
export interface FollowOptions {
  readonly store: Store
  /** One key, or with `end` a range. */
  readonly range: Pick<RangeRequest, 'key' | 'end'>
  /** Called with whole revisions, in order, one at a time. */
  readonly onUpdate: (update: FollowUpdate) => void | Promise<void>
  readonly onEvent: (event: FollowEvent) => void
  /** ms between comparisons with a fresh listing. Default 60 s. */
  readonly relistIntervalMs?: number
}

/** The range after a revision. */
export interface FollowUpdate {
  readonly revision: number
  readonly clusterId: string
  /** By key. */
  readonly kvs: ReadonlyMap<string, KeyValue>
  /** Keys whose bytes differ from the update before; all of them the first time. */
  readonly changed: readonly string[]
}

export type FollowEvent =
  | { readonly kind: 'live' }
  | { readonly kind: 'lost'; readonly error: StoreError }
  /** The store holds another history than was seen: restored from a snapshot, or another cluster. */
  | { readonly kind: 'went-back'; readonly revision: number }
  /** A listing showed what the watch had not delivered. */
  | { readonly kind: 'missed'; readonly keys: readonly string[] }
  /** The store answered: what is in memory is current. */
  | { readonly kind: 'contact' }

/** How long a watch may take to deliver what a listing shows, before that counts as missed; ms. */
const settling = 2000
const longestPause = 1000

/**
 * Follows a range until it is closed: snapshot, then watch from the revision after it; after a cut from the revision after the
 * last one seen, or from a new snapshot where history is compacted or another. Never throws.
 */
export class Follow {
  private readonly options: FollowOptions
  private readonly stop = new AbortController()
  private kvs = new Map<string, KeyValue>()
  private revision = 0
  private clusterId = ''
  private isLive = false
  private isLost = false
  private retryPause = 0
  private watch: Watch | undefined
  private readonly running: Promise<void>
  private readonly first: Promise<void>
  private hasFirst: () => void = () => undefined

  constructor(options: FollowOptions) {
    this.options = options
    this.first = new Promise((resolve) => {
      this.hasFirst = resolve
    })
    this.running = Promise.all([this.run(), this.relistNowAndThen()]).then(() => undefined)
  }

  /** Resolves with the first snapshot delivered. */
  ready(): Promise<void> {
    return this.first
  }

  /** Resolves once nobody will be told any more. */
  async close(): Promise<void> {
    this.stop.abort()
    await this.watch?.close()
    await this.running
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      try {
        await this.synchronize()
        await this.follow()
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        if (this.stop.signal.aborted) return
        if (!this.isLost) this.options.onEvent({ kind: 'lost', error })
        this.isLost = true
        if (error.code === 'compacted') this.revision = 0
      }
      this.isLive = false
      await this.pause(this.retryPause)
      this.retryPause = Math.min(this.retryPause * 2 || 50, longestPause)
    }
  }

  /** A first snapshot, or after a cut the proof that history is still the one that was seen. */
  private async synchronize(): Promise<void> {
    const { store, range } = this.options
    const [clusterId, listing] = await Promise.all([store.clusterId(), store.range(range)])
    this.options.onEvent({ kind: 'contact' })
    const isFirst = this.clusterId === ''
    const isSame = clusterId === this.clusterId && continues(this.kvs, this.revision, listing)
    if (!isFirst && !isSame) this.options.onEvent({ kind: 'went-back', revision: listing.revision })
    this.clusterId = clusterId
    if (isSame && this.revision > 0) return
    await this.take(new Map(listing.kvs.map((kv) => [kv.key, kv])), listing.revision, isFirst)
    this.hasFirst()
  }

  private async follow(): Promise<void> {
    // Closed while it was being synchronized: nobody would end this watch.
    if (this.stop.signal.aborted) return
    this.watch = this.options.store.watch({ ...this.options.range, startRevision: this.revision + 1 })
    try {
      await this.watch.opened
      this.isLive = true
      this.isLost = false
      this.retryPause = 0
      this.options.onEvent({ kind: 'live' })
      for await (const batch of this.watch) await this.deliver(batch)
    } finally {
      await this.watch.close()
    }
  }

  private async deliver({ revision, events }: WatchBatch): Promise<void> {
    this.options.onEvent({ kind: 'contact' })
    if (events.length === 0) return
    const next = new Map(this.kvs)
    for (const event of events) {
      if (event.kind === 'put') next.set(event.kv.key, event.kv)
      else next.delete(event.key)
    }
    await this.take(next, revision, false)
  }

  private async take(next: Map<string, KeyValue>, revision: number, isFirst: boolean): Promise<void> {
    if (this.stop.signal.aborted) return
    const changed = isFirst ? [...next.keys()] : differing(this.kvs, next)
    this.kvs = next
    this.revision = revision
    if (changed.length === 0 && !isFirst) return
    await this.options.onUpdate({ revision, clusterId: this.clusterId, kvs: next, changed })
  }

  private async relistNowAndThen(): Promise<void> {
    const { store, range, relistIntervalMs = 60_000 } = this.options
    while (await this.pause(relistIntervalMs)) {
      try {
        const listing = await store.range(range)
        this.options.onEvent({ kind: 'contact' })
        if (!(await this.pause(settling))) return
        await this.compare(new Map(listing.kvs.map((kv) => [kv.key, kv])), listing.revision)
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
      }
    }
  }

  /** What a listing taken a while ago shows and the watch has still not delivered was missed: start over. */
  private async compare(listed: ReadonlyMap<string, KeyValue>, revision: number): Promise<void> {
    if (!this.isLive || this.revision > revision) return
    const keys = differing(this.kvs, listed)
    if (keys.length === 0) return
    this.options.onEvent({ kind: 'missed', keys })
    this.revision = 0
    await this.watch?.close()
  }

  /** False once closed. */
  private async pause(milliseconds: number): Promise<boolean> {
    await sleep(milliseconds, undefined, { signal: this.stop.signal }).catch(() => undefined)
    return !this.stop.signal.aborted
  }
}

/** True when a listing can follow from what was seen at `revision`: nothing that was there then reads differently. */
function continues(
  seen: ReadonlyMap<string, KeyValue>,
  revision: number,
  listing: { readonly kvs: readonly KeyValue[]; readonly revision: number },
): boolean {
  if (listing.revision < revision) return false
  return listing.kvs.every((kv) => {
    const seenKv = seen.get(kv.key)
    return kv.modRevision > revision || (seenKv !== undefined && sameBytes(seenKv, kv))
  })
}

function differing(before: ReadonlyMap<string, KeyValue>, after: ReadonlyMap<string, KeyValue>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()])
  return [...keys].filter((key) => !sameBytes(before.get(key), after.get(key))).sort()
}

function sameBytes(a: KeyValue | undefined, b: KeyValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a.value, b.value) === 0
}
