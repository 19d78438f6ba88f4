import type { Diagnostic, JsonValue, Place } from '../../model/index.ts'
import { placeOf, type SourceText } from '../sites.ts'

/** Where a part of a text stands, in UTF-16 code units; `key` is the name of the member in front of it. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly key?: { readonly start: number; readonly end: number }
}

/** A file of data: what it holds, and where each part of it stands, by pointer. */
export interface DataFile {
  readonly value: JsonValue
  readonly spans: ReadonlyMap<string, Span>
}

/** Reads a file of data, or says what is wrong with it. */
export type DataReader = (
  source: SourceText,
) => Promise<DataFile | { readonly diagnostics: readonly Diagnostic[] }>

/** A file that is not what its name says: `not valid YAML: …`. */
export function broken(source: SourceText, offset: number, message: string): { diagnostics: Diagnostic[] } {
  const at: Place = placeOf(source, offset, offset + 1)
  return { diagnostics: [{ code: 'syntax-error', severity: 'error', message, at }] }
}
