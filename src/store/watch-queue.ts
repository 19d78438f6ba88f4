import { StoreError, type Watch, type WatchBatch } from '../model/index.ts'

// Batches kept for a reader who lags before the producer is asked to wait.
const highWaterMark = 1_000

/** Between the producer of a watch and its reader: keeps order, ends once, hands an error over after what came before it. */
export class WatchQueue implements Watch {
  readonly opened: Promise<void>
  private readonly batches: WatchBatch[] = []
  private readonly onEnd: () => void
  private settleOpened: { resolve: () => void; reject: (error: StoreError) => void } | undefined
  private end: { readonly error?: StoreError } | undefined
  private wakeReader: (() => void) | undefined
  private wakeProducer: (() => void) | undefined

  /** `onEnd` is called once, whether the watch was closed or failed. */
  constructor(onEnd: () => void) {
    this.onEnd = onEnd
    this.opened = new Promise((resolve, reject) => {
      this.settleOpened = { resolve, reject }
    })
    // Nobody need wait for `opened`: the reader gets the same error.
    this.opened.catch(() => undefined)
  }

  get isEnded(): boolean {
    return this.end !== undefined
  }

  open(): void {
    this.settleOpened?.resolve()
  }

  push(batch: WatchBatch): void {
    if (this.isEnded) return
    this.batches.push(batch)
    this.wakeReader?.()
  }

  /** Resolves once the reader has caught up enough. */
  async ready(): Promise<void> {
    while (this.batches.length >= highWaterMark && !this.isEnded) {
      await new Promise<void>((resolve) => {
        this.wakeProducer = resolve
      })
    }
  }

  fail(error: StoreError): void {
    this.finish({ error })
    this.settleOpened?.reject(error)
  }

  async close(): Promise<void> {
    if (this.isEnded) return
    this.finish({})
    this.batches.length = 0
    const error = new StoreError('closed', 'the watch was closed', { outcome: 'not-applied' })
    this.settleOpened?.reject(error)
  }

  async *[Symbol.asyncIterator](): AsyncIterator<WatchBatch> {
    try {
      while (true) {
        const batch = this.batches.shift()
        if (batch !== undefined) {
          this.wakeProducer?.()
          yield batch
        } else if (this.end !== undefined) {
          if (this.end.error !== undefined) throw this.end.error
          return
        } else {
          await new Promise<void>((resolve) => {
            this.wakeReader = resolve
          })
        }
      }
    } finally {
      await this.close()
    }
  }

  private finish(end: { readonly error?: StoreError }): void {
    if (this.end !== undefined) return
    this.end = end
    this.onEnd()
    this.wakeReader?.()
    this.wakeProducer?.()
  }
}
