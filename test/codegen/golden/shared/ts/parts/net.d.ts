// Generated from schemas/parts/net.schema.json by appia generate; do not edit.
export type Net = unknown

export type NetInput = Net

export interface Address {
  /** at least 1 character */
  readonly host: string
  /** 1..65535 */
  readonly port: number
}

export type AddressInput = Address
