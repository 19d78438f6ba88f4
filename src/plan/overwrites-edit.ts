import { canonicalJson, type JsonValue, parentPointer } from '../model/index.ts'
import type { RawLeafChange } from './leaves/index.ts'

/**
 * True when `change`, from live on, takes back or replaces what `edit` did up to live. Where elements before them came
 * or went, what both did to one list is compared whatever the place in it: rather one line too many than too few.
 */
export function overwritesEdit(change: RawLeafChange, edit: RawLeafChange): boolean {
  if (edit.isMove) return isSameList(change, edit) && (change.isMove === true || touchesInLive(change, edit))
  if (edit.to !== undefined) return touchesInLive(change, edit)
  if (change.to === undefined) return false
  const isSamePlace = anyElement(change.pointer) === anyElement(edit.pointer)
  if (!edit.isElement || !change.isElement) return isSamePlace
  return isSamePlace && isSame(edit.from, change.to)
}

/** What is live, as the edit left it, is changed: itself, something in it, or what it is in. */
function touchesInLive(change: RawLeafChange, edit: RawLeafChange): boolean {
  if (change.from === undefined) return change.isEmptied === true && isWithin(edit.pointer, change.pointer)
  const pointer = change.fromPointer ?? change.pointer
  return isWithin(pointer, edit.pointer) || isWithin(edit.pointer, pointer)
}

function isSameList(one: RawLeafChange, other: RawLeafChange): boolean {
  if (!one.isElement || !other.isElement) return false
  return anyElement(parentPointer(one.pointer) ?? '') === anyElement(parentPointer(other.pointer) ?? '')
}

/** A pointer without the places of elements. */
function anyElement(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, '/-')
}

function isWithin(pointer: string, around: string): boolean {
  return pointer === around || pointer.startsWith(`${around}/`)
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b)
}
