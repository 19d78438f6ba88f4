import type { Diagnostic, DocumentFormat, JsonValue, Place } from '../../model/index.ts'

/** A document of another origin as it was read: its value, and what its author wrote around it. */
export interface SourceDocument {
  readonly value: JsonValue
  /** By pointer. */
  readonly comments: ReadonlyMap<string, Comments>
  /** By pointer: numbers that are written otherwise than JavaScript would write them, `0.70`. */
  readonly numbers: ReadonlyMap<string, string>
  readonly placeOf: (pointer: string) => Place
  /** How it is written; absent: canonical JSON. */
  readonly format?: Exclude<DocumentFormat, 'json'>
}

/** What an author wrote about a value: a line each, without the marks. */
export interface Comments {
  readonly above: readonly string[]
  readonly behind?: string
}

/** A text to be read; its file names the place of what is wrong. */
export interface SourceText {
  readonly file: string
  readonly text: string
}

/** What became of a text. */
export type ReadOutcome = SourceDocument | { readonly diagnostics: readonly Diagnostic[] }
