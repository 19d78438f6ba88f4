// Generated from schemas/api.schema.json by appia generate; do not edit.
import type { Log, LogInput } from './parts/log.d.ts'
import type { Address, AddressInput } from './parts/net.d.ts'
import type { Tls, TlsInput } from './parts/tls.d.ts'

/** The API in front */
export interface Api {
  /** One end of TLS */
  readonly tls: Tls
  /** a change restarts the component */
  readonly upstreams: readonly Tls[]
  /** What is logged */
  readonly log: Log
  /** 1..65535 · default 8080 · a change restarts the component */
  readonly port: number
  readonly listen?: Address
}

/** The API in front */
export interface ApiInput {
  /** One end of TLS */
  readonly tls: TlsInput
  /** a change restarts the component */
  readonly upstreams?: readonly TlsInput[]
  /** What is logged */
  readonly log?: LogInput
  /** 1..65535 · default 8080 · a change restarts the component */
  readonly port?: number
  readonly listen?: AddressInput
}
