const size = 4096

/** A window as plain data. */
export interface WindowState {
  readonly highest: number
  /** A bit for each of the last 4,096 counters, at their remainder by 4,096. */
  readonly seen: readonly number[]
}

/** Remembers which of the last 4,096 counters of one sender's start were seen; anything older counts as seen. */
export class ReplayWindow {
  private readonly seen = new Uint32Array(size / 32)
  private highest = -1

  /** The window that `state` described. */
  static restore({ highest, seen }: WindowState): ReplayWindow {
    const window = new ReplayWindow()
    window.highest = highest
    for (const [index, word] of seen.entries()) window.seen[index] = word
    return window
  }

  /** What `restore` needs. */
  state(): WindowState {
    return { highest: this.highest, seen: [...this.seen] }
  }

  /** True the first time, false for a counter that was seen or is too old to tell. */
  accept(counter: number): boolean {
    if (counter <= this.highest - size) return false
    if (counter > this.highest) this.moveTo(counter)
    const word = Math.floor((counter % size) / 32)
    const bit = 1 << (counter % 32)
    const bits = this.seen[word] ?? 0
    if ((bits & bit) !== 0) return false
    this.seen[word] = bits | bit
    return true
  }

  private moveTo(counter: number): void {
    const steps = counter - this.highest
    if (steps >= size) this.seen.fill(0)
    else for (let skipped = this.highest + 1; skipped <= counter; skipped++) this.clear(skipped)
    this.highest = counter
  }

  private clear(counter: number): void {
    const word = Math.floor((counter % size) / 32)
    this.seen[word] = (this.seen[word] ?? 0) & ~(1 << (counter % 32))
  }
}
