import type { AttachSource, EntrySource, ScalarSource, ValueSource } from '../model/index.ts'

/** The member's name, or the element itself in a list. */
export const element: ScalarSource = { source: 'element' }

/** The index of the interface that the member is named after, on the host that captures. */
export const interfaceIndex: ScalarSource = { source: 'interface-index' }

/** The leaf at `pointer` below the member. */
export function leaf(pointer: string): ScalarSource {
  return { source: 'leaf', pointer }
}

/** Always this number, whatever the document says. */
export function constant(value: number): ScalarSource {
  return { source: 'constant', value }
}

/** One scalar, or one for each field of a struct that is not padding. */
export type ValueInput = ScalarSource | { readonly [field: string]: ScalarSource }

/** What becomes the key and the value of a map's entry. */
export interface EntryInput {
  readonly key: ValueInput
  readonly value: ValueInput
}

/** An entry for every member (or element) of the object (or list) at `pointer` of a document. */
export function entriesFrom(document: string, pointer: string, input: EntryInput): EntrySource {
  return { kind: 'each', document, pointer, key: sourceOf(input.key), value: sourceOf(input.value) }
}

/** One entry of the map from the part of a document at `pointer` ('' for all of it). */
export function entryFrom(document: string, pointer: string, input: EntryInput): EntrySource {
  return { kind: 'one', document, pointer, key: sourceOf(input.key), value: sourceOf(input.value) }
}

/** The interfaces to attach to: the members at `pointer`, but those whose leaf at `except.pointer` is `except.value`. */
export function interfacesFrom(
  document: string,
  pointer: string,
  except?: { readonly pointer: string; readonly value: string },
): AttachSource {
  return except === undefined ? { document, pointer } : { document, pointer, except }
}

function sourceOf(input: ValueInput): ValueSource {
  return isScalar(input) ? input : { source: 'fields', fields: input }
}

function isScalar(input: ValueInput): input is ScalarSource {
  return typeof input.source === 'string'
}
