// Generated from schemas/parts/tls.schema.json by appia generate; do not edit.
import type { Quantity } from 'appia'
import type { Address, AddressInput } from './net.d.ts'

/** One end of TLS */
export interface Tls {
  /** at least 1 character */
  readonly certificate: string
  /** default "1.3" */
  readonly minimum: Version
  readonly peer?: Address
  /** 0..86400 s (1 d) · default 300 s (5 min) */
  readonly session: number
}

/** One end of TLS */
export interface TlsInput {
  /** at least 1 character */
  readonly certificate: string
  /** default "1.3" */
  readonly minimum?: Version
  readonly peer?: AddressInput
  /** 0..86400 s (1 d) · default 300 s (5 min) */
  readonly session?: number | Quantity
}

export type Version = '1.2' | '1.3'

export type VersionInput = Version
