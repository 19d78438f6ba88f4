import { setTimeout as sleep } from 'node:timers/promises'

/** Saves that follow each other as fast as this are one. */
const quietMilliseconds = 20

/** Whether something changed since it was last asked, and word of it. */
export class Changes {
  private isNoted = false
  private waiting: (() => void)[] = []

  note(): void {
    this.isNoted = true
    for (const resolve of this.waiting.splice(0)) resolve()
  }

  /** Resolves once something has changed. */
  async noticed(): Promise<undefined> {
    if (!this.isNoted) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  /** Resolves once something has changed and nothing more does for a moment. */
  async next(signal: AbortSignal): Promise<void> {
    await this.noticed()
    while (this.isNoted && !signal.aborted) {
      this.isNoted = false
      await sleep(quietMilliseconds)
    }
  }
}
