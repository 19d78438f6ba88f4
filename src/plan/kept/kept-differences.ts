import {
  canonicalJson,
  isJsonObject,
  type JsonValue,
  parentPointer,
  sha256,
  valueAt,
} from '../../model/index.ts'
import type { RawLeafChange } from '../leaves/index.ts'
import { isWithin } from './kept-parts.ts'
import { withoutPart } from './parts-of-documents.ts'

/** True when two documents are the same but for what others write in them. */
export function differsInKeptAlone(
  one: JsonValue | undefined,
  other: JsonValue | undefined,
  kept: readonly string[],
): boolean {
  if (kept.includes('')) return true
  if (kept.length === 0 || one === undefined || other === undefined) return false
  return restSha256(one, kept) === restSha256(other, kept)
}

/** sha256 of all that is not kept; what holds nothing else counts as absent. */
export function restSha256(document: JsonValue, kept: readonly string[]): string {
  return sha256(canonicalJson(kept.reduce(stripped, document)))
}

function stripped(document: JsonValue, pointer: string): JsonValue {
  let rest = withoutPart(document, pointer)
  for (let around = parentPointer(pointer); around; around = parentPointer(around)) {
    const holder = valueAt(rest, around)
    if (holder === undefined || !isJsonObject(holder) || Object.keys(holder).length > 0) break
    rest = withoutPart(rest, around)
  }
  return rest
}

/** True of a change inside of what is kept. */
export function isInKept(
  leaf: Pick<RawLeafChange, 'pointer' | 'isEmptied'>,
  kept: readonly string[],
): boolean {
  return kept.some(
    (pointer) =>
      isWithin(leaf.pointer, pointer) || (leaf.isEmptied === true && isWithin(pointer, leaf.pointer)),
  )
}

/** True of a change that makes something else of what is kept. */
export function touchesKept(
  { pointer, to, isEmptied }: Pick<RawLeafChange, 'pointer' | 'to' | 'isEmptied'>,
  kept: readonly string[],
): boolean {
  const takesAway = to === undefined && isEmptied !== true
  return kept.some((part) => isWithin(pointer, part) || (takesAway && isWithin(part, pointer)))
}
