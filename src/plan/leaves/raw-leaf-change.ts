import type { JsonValue, PathStep } from '../../model/index.ts'
import { type Place, pathOf } from './leaf-frame.ts'
import type { TypeChange } from './type-change.ts'

/** One leaf that differs. `from` absent: added; `to` absent: removed, and pointer and path are those of the old document. */
export interface RawLeafChange {
  readonly pointer: string
  /** Where the pointer leads through lists: the way, with elements by what identifies them. */
  readonly path?: readonly PathStep[]
  readonly from?: JsonValue
  readonly to?: JsonValue
  /** Of a leaf that went: where in the new document it would be, or the list that it was in. */
  readonly around?: string
  /** Where the leaf was, if its place in the old document was another. */
  readonly fromPointer?: string
  /** A list gained, lost or moved this element. */
  readonly isElement?: true
  /** The element stands elsewhere: `from` is what it was, and what it is unless leaves inside it say otherwise. */
  readonly isMove?: true
  /** An object or list lost the last that was in it, and stays. */
  readonly isEmptied?: true
  /** By this the element that it is in is told apart: it is the same one under another name. */
  readonly isRename?: true
  /** Of what went, and of elements: the topmost value that went or came with them, where that is another. */
  readonly partOf?: string
}

/** How two documents differ: leaves, and the places where the JSON type is another. */
export interface DocumentDifference {
  readonly leaves: readonly RawLeafChange[]
  readonly typeChanges: readonly TypeChange[]
}

/** What differs at a place, named as the new document names it unless it went. */
export function leafChange(place: Place): RawLeafChange {
  const { old, now, from, to, isElement, isMove, isEmptied, isRename, partOf } = place
  const frame = to === undefined && !isMove ? old : now
  const path = pathOf(frame)
  return {
    pointer: frame.pointer,
    ...(path && { path }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(from !== undefined && (isMove || old.pointer !== frame.pointer) && { fromPointer: old.pointer }),
    ...(frame === old && now.pointer !== old.pointer && { around: now.pointer }),
    ...(isElement && { isElement }),
    ...(isMove && { isMove }),
    ...(isEmptied && { isEmptied }),
    ...(isRename && { isRename }),
    ...(partOf !== undefined && (isElement || to === undefined) && { partOf }),
  }
}
