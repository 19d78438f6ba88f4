/** Tells of each endpoint that others had to stand in for, once for as long as it stays so. */
export class EndpointWarnings {
  private readonly onWarning: (text: string) => void
  private readonly problems = new Map<string, string>()
  private readonly told = new Set<string>()
  private readonly silent = new Set<string>()
  private hasAnswered = false

  constructor(onWarning: (text: string) => void) {
    this.onWarning = onWarning
  }

  /** Something was sent to it. */
  asked(endpoint: string): void {
    this.silent.add(endpoint)
  }

  /** It cannot be used now. */
  failed(endpoint: string, problem: string): void {
    this.silent.delete(endpoint)
    this.problems.set(endpoint, problem)
  }

  /** It is well, if too late to be the one that is used. */
  heard(endpoint: string): void {
    for (const set of [this.silent, this.problems, this.told]) set.delete(endpoint)
  }

  /** It is used; whatever the others suffer from matters only from now on. */
  answered(endpoint: string): void {
    this.hasAnswered = true
    this.heard(endpoint)
    this.tell()
  }

  /** Those that were asked and never said a word are told of too. */
  close(): void {
    for (const endpoint of this.silent) this.problems.set(endpoint, 'no answer')
    this.silent.clear()
    if (this.hasAnswered) this.tell()
  }

  private tell(): void {
    for (const [endpoint, problem] of this.problems) {
      if (!this.told.has(endpoint)) this.onWarning(`endpoint ${endpoint} was passed over: ${problem}`)
      this.told.add(endpoint)
    }
  }
}
