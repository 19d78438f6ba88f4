/** A new content that lies ready beside the one it is to replace, on the disk. */
export interface Prepared {
  /** What the component's own check is shown. */
  readonly path: string
  /** Puts it in place: whoever opens the path sees the old content or the new one, also after a crash of the machine. */
  readonly install: () => Promise<void>
  readonly discard: () => Promise<void>
}

/** Where a content stands on a host: a file, or a folder of files as one. Rejects with what the system says. */
export interface Place {
  /** Takes away what an agent that was killed has left. Throws `AgentError` where the place cannot be used. */
  readonly begin: () => Promise<void>
  /** What is there; undefined where there is nothing of the agent's kind. */
  readonly read: () => Promise<Buffer | undefined>
  readonly prepare: (content: Buffer) => Promise<Prepared>
  /** Puts a content in place that was there before. */
  readonly restore: (content: Buffer) => Promise<void>
  readonly remove: () => Promise<void>
  /** The component has taken up what is in place: nothing older is needed. */
  readonly settle: () => Promise<void>
  /** Calls back when somebody touches it. */
  readonly watch: (onChange: () => void) => { readonly close: () => void }
}
