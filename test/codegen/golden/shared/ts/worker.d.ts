// Generated from schemas/worker.schema.json by appia generate; do not edit.
import type { Log, LogInput } from './parts/log.d.ts'
import type { Address, AddressInput } from './parts/net.d.ts'
import type { Tls as SharedTls, TlsInput as SharedTlsInput } from './parts/tls.d.ts'

export interface Worker {
  /** What is logged */
  readonly log: Log
  /**
   * Where jobs come from
   * a change takes effect at once
   */
  readonly target?: Address | SharedTls
  /** a change takes effect at once */
  readonly tls?: Tls
}

export interface WorkerInput {
  /** What is logged */
  readonly log?: LogInput
  /**
   * Where jobs come from
   * a change takes effect at once
   */
  readonly target?: AddressInput | SharedTlsInput
  /** a change takes effect at once */
  readonly tls?: Tls
}

export type Tls = 'off' | 'on'
