/** A place in a source file. `file` is relative to the workspace, with '/'; line and column count from 1, columns in UTF-16 code units. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  /** Length of the text meant, in UTF-16 code units on that line; for the caret. */
  readonly length?: number
}

/**
 * Where a value came from.
 * `exact`: the literal at `at` evaluates to this value. `computed`: made from the places in `from` (sorted), `at` is
 * the expression. `nearest`: not known; `at` is that of the nearest known ancestor. `default`: the schema's default.
 */
export interface Origin {
  readonly kind: 'exact' | 'computed' | 'nearest' | 'default'
  readonly at: Place
  /** The name of the property, where it is written out; an error about the name points at it. */
  readonly key?: Place
  readonly from?: readonly Place[]
  /** Calls through which the value came, outermost first. */
  readonly calls?: readonly Place[]
  /** The origin that lost when this value overrode it; a chain, newest first. */
  readonly overrides?: Origin
}

/** Origins of one document by JSON pointer; the whole document is ''. */
export type Provenance = ReadonlyMap<string, Origin>

/** `configs/channels.ts:2:66` */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`
}
