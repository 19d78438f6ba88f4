// Generated from schemas/demo.schema.json by appia generate; do not edit.
import type { Quantity, SecretReference } from 'appia'

export interface Demo {
  /** 1..60 s (1 min), a duration like 15s or 1h30m · default "5s" · a change restarts the component */
  readonly grace: string
  /**
   * Wait on close *\/ at most
   * 0..5000 ms (5 s) · default 1000 ms (1 s) · a change restarts the component
   */
  readonly linger: number
  /** 0..1048576 B (1 MiB) · default null · a change restarts the component */
  readonly buffer: number | null
  /** 0..100 percent · default 80 percent · a change restarts the component */
  readonly load: number
  /** default null · a change restarts the component */
  readonly password: SecretReference | null
}

export interface DemoInput {
  /** 1..60 s (1 min), a duration like 15s or 1h30m · default "5s" · a change restarts the component */
  readonly grace?: string | Quantity
  /**
   * Wait on close *\/ at most
   * 0..5000 ms (5 s) · default 1000 ms (1 s) · a change restarts the component
   */
  readonly linger?: number | Quantity
  /** 0..1048576 B (1 MiB) · default null · a change restarts the component */
  readonly buffer?: number | Quantity | null
  /** 0..100 percent · default 80 percent · a change restarts the component */
  readonly load?: number
  /** default null · a change restarts the component */
  readonly password?: SecretReference | null
}
