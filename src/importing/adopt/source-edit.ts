import type { JsonValue, Place } from '../../model/index.ts'
import type { PatchEntry } from './patch-path.ts'

/** A change of one source file, at the place that provenance names. */
export type SourceEdit = { readonly at: Place } & EditAtPlace

/** What is done at a place. */
export type EditAtPlace =
  /** A value in the place of a literal. */
  | { readonly kind: 'replace'; readonly value: JsonValue }
  /** Members more, or others, of an object that is written out there. */
  | { readonly kind: 'members'; readonly members: ReadonlyMap<string, JsonValue> }
  /** Without the member whose name stands there. */
  | { readonly kind: 'remove' }
  /** A list that is written out there has these elements; it had `count`. */
  | { readonly kind: 'elements'; readonly elements: readonly ArrangedElement[]; readonly count: number }
  /** In what the call of `override` there replaces; without a value, `remove` stands in its place. */
  | ({ readonly kind: 'patch' } & PatchEntry)
  /** The number that a call there is given, whose result was `from`, so that it is `to`. */
  | { readonly kind: 'scale'; readonly from: number; readonly to: number }

/** An element that stays, by its old place, or a new one, which may take the place of an old one and its comments. */
export type ArrangedElement =
  | { readonly kept: number }
  | { readonly value: JsonValue; readonly instead?: number }

/** Why a text cannot be edited there; a sentence about the place. */
export interface Uneditable {
  readonly problem: string
}

/** A text after an edit that begins at `offset`. */
export type TextEditor = (
  text: string,
  offset: number,
  edit: EditAtPlace,
) => string | Uneditable | Promise<string | Uneditable>
