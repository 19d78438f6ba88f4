import {
  appendPointer,
  isJsonObject,
  isSecretReference,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../../model/index.ts'
import { alignLists, type KeysAt, type ListAlignment, numberValues } from '../../../plan/index.ts'
import type { ArrangedElement } from '../source-edit.ts'

/** What makes one document of another; pointers are those of the old one. */
export type DocumentChange =
  | { readonly kind: 'value'; readonly pointer: string; readonly from: JsonValue; readonly value: JsonValue }
  | { readonly kind: 'added'; readonly pointer: string; readonly name: string; readonly value: JsonValue }
  | { readonly kind: 'removed'; readonly pointer: string }
  | {
      readonly kind: 'elements'
      readonly pointer: string
      readonly elements: readonly ArrangedElement[]
      readonly count: number
      /** The whole list as it is to be. */
      readonly value: JsonArray
    }

/** What a document is compared by, and where nothing inside is looked at. */
export interface ChangeOptions {
  readonly keysAt: KeysAt
  /** True for what stands nowhere by itself: all of it is one change. */
  readonly isWhole: (pointer: string) => boolean
}

/** The changes that lead from one document to another, as an author would write them. */
export function documentChanges(from: JsonValue, to: JsonValue, options: ChangeOptions): DocumentChange[] {
  const numberOf = numberValues()
  const changes: DocumentChange[] = []
  const visit = (old: JsonValue, now: JsonValue, pointer: string): void => {
    if (numberOf(old) === numberOf(now)) return
    if (!options.isWhole(pointer) && !isEmptied(old, now)) {
      if (isOpen(old) && isOpen(now)) {
        visitMembers(old, now, pointer)
        return
      }
      if (Array.isArray(old) && Array.isArray(now)) {
        visitElements(old, now, pointer)
        return
      }
    }
    changes.push({ kind: 'value', pointer, from: old, value: now })
  }
  const visitMembers = (old: JsonObject, now: JsonObject, pointer: string): void => {
    for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const inside = appendPointer(pointer, name)
      const [before, after] = [own(old, name), own(now, name)]
      if (before === undefined) changes.push({ kind: 'added', pointer, name, value: after as JsonValue })
      else if (after === undefined) changes.push({ kind: 'removed', pointer: inside })
      else visit(before, after, inside)
    }
  }
  const visitElements = (old: JsonArray, now: JsonArray, pointer: string): void => {
    const aligned = alignLists(old, now, { ...options.keysAt(pointer), numberOf })
    for (const pair of [...aligned.kept, ...aligned.moved])
      visit(old[pair.from] as JsonValue, now[pair.to] as JsonValue, appendPointer(pointer, pair.from))
    const elements = arrangement(now, aligned)
    if (isInPlace(elements, old.length)) {
      for (const [index, element] of elements.entries())
        if ('value' in element) visit(old[index] as JsonValue, element.value, appendPointer(pointer, index))
    } else changes.push({ kind: 'elements', pointer, elements, count: old.length, value: now })
  }
  visit(from, to, '')
  return changes
}

/** The last that was in it went: brackets stay. */
function isEmptied(old: JsonValue, now: JsonValue): boolean {
  const isContainer = isOpen(now) || Array.isArray(now)
  return isContainer && Object.keys(now).length === 0 && typeof old === 'object'
}

function isOpen(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && !isSecretReference(value)
}

function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** A new element between the same neighbours as one that went takes its place. */
function arrangement(now: JsonArray, { kept, moved, removed }: ListAlignment): ArrangedElement[] {
  const places = new Map([...kept, ...moved].map(({ from, to }) => [to, from]))
  const inOrder = new Set(kept.map(({ to }) => to))
  const free = [...removed]
  let previous = -1
  return now.map((value, index): ArrangedElement => {
    const from = places.get(index)
    if (from !== undefined) {
      if (inOrder.has(index)) previous = from
      return { kept: from }
    }
    const next = kept.find(({ to }) => to > index)?.from ?? Number.POSITIVE_INFINITY
    const at = free.findIndex((each) => each > previous && each < next)
    if (at < 0) return { value }
    const [instead = 0] = free.splice(at, 1)
    return { value, instead }
  })
}

/** Each element stands where it stood, or takes the place of the one that stood there. */
function isInPlace(elements: readonly ArrangedElement[], count: number): boolean {
  return (
    elements.length === count &&
    elements.every((each, index) => ('kept' in each ? each.kept : each.instead) === index)
  )
}
