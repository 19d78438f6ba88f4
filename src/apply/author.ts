/** Who applies what; shown in the history, never trusted. */
export interface Author {
  /** `user@host` or the CI job. */
  readonly who: string
  readonly message?: string
}
