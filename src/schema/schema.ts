import type { JsonObject } from '../model/index.ts'

/** A schema file: `schemas/<name>.schema.json`. Its identity is the object: what is derived from it is cached by it. */
export interface Schema {
  /** The path below `schemas/`, without the ending: `sniffer`, `parts/tls`. */
  readonly name: string
  /** Relative to the workspace. */
  readonly file: string
  /** Self-contained: what the file refers to in other files stands under `$defs`. */
  readonly document: JsonObject
  readonly text: string
  /** Which definitions come from other files; absent where none do. */
  readonly parts?: readonly SchemaPart[]
  /** References to other files that lead nowhere. */
  readonly unlinked?: readonly UnlinkedReference[]
}

/** A definition of a schema's document that stands in another file. */
export interface SchemaPart {
  /** In the document: `/$defs/tls`. */
  readonly pointer: string
  readonly file: string
  /** In that file: '' or `/$defs/<name>`. */
  readonly at: string
  readonly text: string
}

/** Why a reference to another file leads nowhere: `parts/tsl.schema.json, which is not there`. */
export interface UnlinkedReference {
  /** Of the subschema that refers. */
  readonly pointer: string
  readonly reason: string
  readonly help: string
}

/** The part that a pointer into the document lies in, and the pointer in that part's own file. */
export function partAt(
  { parts = [] }: Pick<Schema, 'parts'>,
  pointer: string,
): { readonly part: SchemaPart; readonly at: string } | undefined {
  const part = parts.find((each) => pointer === each.pointer || pointer.startsWith(`${each.pointer}/`))
  return part && { part, at: part.at + pointer.slice(part.pointer.length) }
}

/** False of a schema that has no such keyword; fast. A text with an escape could spell any. */
export function mayHave({ text, parts = [] }: Pick<Schema, 'text' | 'parts'>, keyword: string): boolean {
  return [text, ...parts.map((part) => part.text)].some(
    (each) => each.includes(keyword) || each.includes('\\u'),
  )
}
