/**
 * The looks after one thing: one at a time, and of those that are asked for meanwhile one more. Once it is closed nothing is
 * begun any more, and `signal` is aborted for what is being done.
 */
export class Upkeep {
  private readonly lookAfter: () => Promise<void>
  private readonly closing = new AbortController()
  private isDirty = false
  private working: Promise<void> | undefined
  private retry: NodeJS.Timeout | undefined

  /** `lookAfter` rejects only for what is a bug. */
  constructor(lookAfter: () => Promise<void>) {
    this.lookAfter = lookAfter
  }

  get signal(): AbortSignal {
    return this.closing.signal
  }

  get isClosed(): boolean {
    return this.closing.signal.aborted
  }

  /** Looks now, or once it is done with what it does. */
  look(): void {
    this.isDirty = true
    this.working ??= this.work().finally(() => {
      this.working = undefined
      if (this.isDirty && !this.isClosed) this.look()
    })
  }

  /** Looks again in so many ms, unless there is another look before. */
  lookAgainIn(milliseconds: number): void {
    clearTimeout(this.retry)
    if (!this.isClosed) this.retry = setTimeout(() => this.look(), milliseconds)
  }

  /** Resolves once nothing is left to do. */
  async settle(): Promise<void> {
    while (this.working !== undefined) await this.working
  }

  async close(): Promise<void> {
    this.closing.abort()
    clearTimeout(this.retry)
    await this.settle()
  }

  private async work(): Promise<void> {
    while (this.isDirty && !this.isClosed) {
      this.isDirty = false
      clearTimeout(this.retry)
      await this.lookAfter()
    }
  }
}
