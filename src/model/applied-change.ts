/** One key as an apply found and left it, kept in blobs for rollback and drift. */
export interface AppliedChange {
  readonly key: string
  readonly component: string
  readonly action: 'create' | 'update' | 'delete' | 'own'
  /** Absent: it was not there, or its bytes are withheld. */
  readonly before?: string
  /** Absent: it is gone. */
  readonly after?: string
  /** The bytes before held a secret or were no JSON, and were not kept. */
  readonly isWithheld?: true
}

/** What one apply changed. */
export interface AppliedChanges {
  readonly seq: number
  readonly changes: readonly AppliedChange[]
}
