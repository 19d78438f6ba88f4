/** Who applies what; shown in the history, never trusted. */
export interface Identity {
  /** `user@host` or the CI job. */
  readonly who: string
  /** The commit of the sources, if they are in a repository. */
  readonly commit?: string
  readonly message?: string
}
