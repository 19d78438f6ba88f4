import { decodePointer, type JsonValue, type LeafChange, type PathStep } from '../../../model/index.ts'
import { nameText, scalarText } from '../text/plain-text.ts'

/**
 * What a leaf is called: `capture.filter.mode`, `rules[two].expr` by what identifies an element, `hosts[#3].port` by
 * its place, counted from 1. An element that came, went or moved and has no name of its own goes by its list.
 */
export function leafName(leaf: LeafChange): string {
  const steps = stepsOf(leaf)
  return pathName(leaf.isElement && !isIdentified(leaf) ? steps.slice(0, -1) : steps)
}

/** What the value is called that a leaf came or went with. */
export function wholeName(leaf: LeafChange): string {
  const { partOf } = leaf
  return partOf === undefined
    ? leafName(leaf)
    : pathName(stepsOf(leaf).slice(0, decodePointer(partOf).length))
}

/** What the list is called that a leaf is an element of. */
export function listName(leaf: LeafChange): string {
  return pathName(stepsOf(leaf).slice(0, -1))
}

/** True for an element that something identifies; its place need not be told to tell which it is. */
export function isIdentified(leaf: LeafChange): boolean {
  const last = leaf.path?.at(-1)
  return leaf.isElement === true && typeof last === 'object' && 'id' in last
}

/** What identifies an element, as it stands between the brackets. */
export function idText(leaf: LeafChange): string {
  const last = leaf.path?.at(-1)
  return typeof last === 'object' && 'id' in last ? stepId(last.id) : ''
}

/** The place of an element in its list, counted from 1. */
export function placeInList(pointer: string): number {
  return Number(decodePointer(pointer).at(-1)) + 1
}

function stepsOf({ path, pointer }: LeafChange): readonly PathStep[] {
  return path ?? decodePointer(pointer)
}

function pathName(steps: readonly PathStep[]): string {
  if (steps.length === 0) return '(document)'
  return steps.map((step, index) => stepText(step, index === 0)).join('')
}

function stepText(step: PathStep, isFirst: boolean): string {
  if (typeof step === 'string') return `${isFirst ? '' : '.'}${nameText(step)}`
  return 'id' in step ? `[${stepId(step.id)}]` : `[#${step.index + 1}]`
}

function stepId(id: JsonValue): string {
  return Array.isArray(id) ? id.map(scalarText).join(', ') : scalarText(id)
}
