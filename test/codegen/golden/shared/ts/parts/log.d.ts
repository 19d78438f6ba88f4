// Generated from schemas/parts/log.schema.json by appia generate; do not edit.
/** What is logged */
export interface Log {
  /** default "info" · a change takes effect at once */
  readonly level: 'debug' | 'info' | 'error'
}

/** What is logged */
export interface LogInput {
  /** default "info" · a change takes effect at once */
  readonly level?: 'debug' | 'info' | 'error'
}
