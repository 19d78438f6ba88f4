import type { JsonValue } from '../model/index.ts'

/** What bytes hold, or why it cannot be read: `no YAML`. */
export type Reading = { readonly value: JsonValue } | { readonly problem: string }

/** Why a format cannot carry a value: `/tls is null, which TOML does not have`. */
export interface Unwritable {
  readonly problem: string
  /** Of the part that it cannot carry. */
  readonly pointer: string
}

/** The text of a value, or why there is none. */
export type Writing = { readonly text: string } | Unwritable

/** One way to write documents. */
export interface Format {
  /** As people name it: `YAML`. */
  readonly name: string
  /** Reads text; what is not UTF-8 never comes here. */
  readonly read: (text: string) => Reading
  /** Writes a value that JSON can carry, always in the same way. */
  readonly write: (value: JsonValue) => Writing
}
