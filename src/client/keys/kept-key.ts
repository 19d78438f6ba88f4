import { setTimeout as sleep } from 'node:timers/promises'
import { type Lease, type Store, StoreError } from '../../model/index.ts'

/** Which key is kept, and for how long it outlives its writer. */
export interface KeptKeyOptions {
  readonly key: string
  /** With it the key is leased and goes when its writer does. */
  readonly ttlSeconds?: number
  /** The store answered. */
  readonly onContact: () => void
}

/** ms between attempts while the store cannot be reached. */
const retryPause = 500

/** Keeps one key as it is wished: written when that changes, when its lease or the key is lost, and once etcd is back. */
export class KeptKey {
  private readonly store: Store
  private readonly options: KeptKeyOptions
  private readonly stop = new AbortController()
  private wake = new AbortController()
  private wanted: string | undefined
  private written: string | undefined
  private lease: Lease | undefined
  private dueAt = 0
  private readonly running: Promise<void>

  constructor(store: Store, options: KeptKeyOptions) {
    this.store = store
    this.options = options
    this.running = this.run()
  }

  /** The value from now on; written as soon as the store can be reached. */
  set(text: string): void {
    if (text === this.wanted) return
    this.wanted = text
    this.wake.abort()
  }

  /** Writes it once more: the store may hold something else. */
  repeat(): void {
    this.written = undefined
    this.wake.abort()
  }

  /** Gives the lease back, so that a leased key goes at once. */
  async close(): Promise<void> {
    this.stop.abort()
    this.wake.abort()
    await this.running
    if (this.lease !== undefined) await this.store.revokeLease(this.lease.id).catch(() => undefined)
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      this.wake = new AbortController()
      const pause = await this.refresh()
      const signal = AbortSignal.any([this.stop.signal, this.wake.signal])
      await sleep(pause, undefined, { signal }).catch(() => undefined)
    }
  }

  /** ms between two looks at the key, and two renewals of its lease. */
  private get interval(): number {
    return ((this.options.ttlSeconds ?? 60) * 1000) / 3
  }

  /** ms until it is to be done again. What was looked at or renewed a moment ago is not again for another value. */
  private async refresh(): Promise<number> {
    if (this.wanted === undefined) return this.interval
    const now = performance.now()
    const isDue = now >= this.dueAt
    try {
      await this.renewLease(isDue)
      const { wanted } = this
      if (wanted !== this.written || (isDue && !(await this.isThere(wanted)))) await this.write(wanted)
      if (isDue) this.dueAt = now + this.interval
      return Math.max(0, this.dueAt - performance.now())
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      if (error.code === 'lease-not-found') this.lease = undefined
      this.written = undefined
      return retryPause
    }
  }

  private async renewLease(isDue: boolean): Promise<void> {
    const { ttlSeconds } = this.options
    if (ttlSeconds === undefined) return
    if (this.lease === undefined) {
      this.lease = await this.store.grantLease(ttlSeconds)
      this.written = undefined
    } else if (isDue) {
      await this.store.keepAliveLease(this.lease.id)
    } else return
    this.options.onContact()
  }

  /** Somebody may have deleted it, or brought an older one back from a snapshot. */
  private async isThere(text: string): Promise<boolean> {
    const { kvs } = await this.store.range({ key: this.options.key })
    this.options.onContact()
    return kvs[0] !== undefined && Buffer.from(text).equals(kvs[0].value)
  }

  /** The same bytes again do no harm, so an unknown outcome is answered by writing once more. */
  private async write(text: string): Promise<void> {
    if (this.stop.signal.aborted) return
    const lease = this.lease === undefined ? {} : { lease: this.lease.id }
    const put = { kind: 'put', key: this.options.key, value: Buffer.from(text), ...lease } as const
    await this.store.txn({ compare: [], success: [put], failure: [] })
    this.written = text
    this.options.onContact()
  }
}
