/** What is to become of an apply once it is committed. */
export interface RolloutRequest {
  /** How long declared members may take to run it; absent: nobody is waited for. */
  readonly waitMilliseconds?: number
  /** Taken back where they do not. */
  readonly orRollback?: boolean
  /** Tried on this node first. */
  readonly canary?: string
  /** Taken back by whoever sees it first, unless it is confirmed in this time. */
  readonly confirmWithinSeconds?: number
}
