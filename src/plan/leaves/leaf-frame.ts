import { appendPointer, decodePointer, type JsonValue, type PathStep } from '../../model/index.ts'
import type { ElementId } from '../lists/index.ts'

/** A place as one of two documents names it. */
export interface Frame {
  readonly pointer: string
  /** The way to it, where that leads through lists; last step first. */
  readonly way?: Way
}

interface Way {
  readonly step: PathStep
  /** Undefined at the root. */
  readonly before: Way | undefined
}

/** One place to compare, as the old document and the new one name it; for an element that went, `now` is its list. */
export interface Place {
  readonly old: Frame
  readonly now: Frame
  readonly from?: JsonValue
  readonly to?: JsonValue
  readonly isElement?: true
  readonly isMove?: true
  readonly isEmptied?: true
  /** Of an element that had another name before: the members that make its name. */
  readonly renamedBy?: readonly string[]
  /** A member that makes the name of an element which had another one. */
  readonly isRename?: true
  /** The topmost value that came or went with this one. */
  readonly partOf?: string
}

/** The frame of a member of the object at `frame`. */
export function memberOf({ pointer, way }: Frame, name: string): Frame {
  const inside = { pointer: appendPointer(pointer, name) }
  return way === undefined ? inside : { ...inside, way: { step: name, before: way } }
}

/** The frame of an element of the list at `frame`, named by what identifies it, or by its place. */
export function elementStep({ pointer, way }: Frame, index: number, ids?: readonly ElementId[]): Frame {
  const id = ids?.[index]
  const step = id === undefined ? { index } : { id }
  return { pointer: appendPointer(pointer, index), way: { step, before: way ?? plainWay(pointer) } }
}

/** The way to a place as a plan carries it; undefined where the pointer says it all. */
export function pathOf({ way }: Frame): readonly PathStep[] | undefined {
  if (way === undefined) return undefined
  const steps: PathStep[] = []
  for (let rest: Way | undefined = way; rest !== undefined; rest = rest.before) steps.push(rest.step)
  return steps.reverse()
}

function plainWay(pointer: string): Way | undefined {
  let way: Way | undefined
  for (const name of decodePointer(pointer)) way = { step: name, before: way }
  return way
}
