// Generated from schemas/demo.schema.json by appia generate; do not edit.
/** What a component takes */
export interface Demo {
  /**
   * Name in logs
   * at most 15 characters · a change restarts the component
   */
  readonly name: string
  /** a change restarts the component */
  readonly note?: string
  /** default "info" · a change takes effect at once */
  readonly level: 'debug' | 'info'
  readonly filter: {
    /** a change restarts the component */
    readonly mode: 'a' | 'b'
    /** 0..9 · default 3 · nothing reads it */
    readonly size: number
  }
}

/** What a component takes */
export interface DemoInput {
  /**
   * Name in logs
   * at most 15 characters · a change restarts the component
   */
  readonly name: string
  /** a change restarts the component */
  readonly note?: string
  /** default "info" · a change takes effect at once */
  readonly level?: 'debug' | 'info'
  readonly filter?: {
    /** a change restarts the component */
    readonly mode: 'a' | 'b'
    /** 0..9 · default 3 · nothing reads it */
    readonly size?: number
  }
}
