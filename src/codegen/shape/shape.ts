import type { JsonValue } from '../../model/index.ts'
import type { Position } from '../../schema/index.ts'

/** What type a language with static types gives to a place of a document. It holds every value that the schema takes. */
export type Shape =
  | { readonly kind: 'null' | 'boolean' | 'number' | 'string' | 'duration' | 'any' }
  | IntegerShape
  | EnumerationShape
  | { readonly kind: 'list'; readonly element: Shape }
  | { readonly kind: 'tuple'; readonly elements: readonly Shape[] }
  | { readonly kind: 'map'; readonly value: Shape }
  | StructShape
  /** Two or more, in the order in which they are tried; none is null. */
  | { readonly kind: 'union'; readonly shapes: readonly Shape[] }
  | { readonly kind: 'nullable'; readonly shape: Shape }

export interface IntegerShape {
  readonly kind: 'integer'
  readonly minimum: number
  readonly maximum: number
}

export interface EnumerationShape {
  readonly kind: 'enumeration'
  /** What it is named after: `['logging', 'level']`. */
  readonly words: readonly string[]
  readonly values: readonly string[]
  readonly pointer: string
  readonly description?: string
}

/** An object with members that the schema names. */
export interface StructShape {
  readonly kind: 'struct'
  readonly words: readonly string[]
  /** The subschema that it is made from. */
  readonly pointer: string
  readonly description: string
  /** Filled after the struct is known: it may hold itself. */
  readonly members: MemberShape[]
  /** What members of other names are, where they are allowed. */
  others?: Shape
  /** Set for a document that is not an object: the struct holds it whole. */
  readonly whole?: Shape
}

export interface MemberShape {
  readonly name: string
  readonly shape: Shape
  /** There is always a value: it is required, or has a default. */
  readonly isPresent: boolean
  readonly isRequired: boolean
  readonly default?: JsonValue
  readonly comment: string
  readonly position: Position
}

/** What cannot be expressed: `at` points into the schema. */
export interface Inexpressible {
  readonly at: string
  readonly message: string
  readonly help: string
}

/** Every struct and enumeration that a shape reaches, what a struct holds before the struct; not inside of those elsewhere. */
export function namedShapes(
  root: Shape,
  isElsewhere: (shape: StructShape | EnumerationShape) => boolean = () => false,
): (StructShape | EnumerationShape)[] {
  const shapes = new Set<StructShape | EnumerationShape>()
  const open = new Set<StructShape>()
  const visit = (shape: Shape): void => {
    if (shape.kind === 'enumeration') shapes.add(shape)
    if (shape.kind === 'struct') {
      if (open.has(shape)) return
      open.add(shape)
    }
    const isOpaque = shape.kind === 'struct' && isElsewhere(shape)
    for (const part of isOpaque ? [] : partsOf(shape)) visit(part)
    if (shape.kind === 'struct') shapes.add(shape)
  }
  visit(root)
  return [...shapes]
}

/** The shapes right inside one. */
export function partsOf(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'list':
      return [shape.element]
    case 'tuple':
      return shape.elements
    case 'map':
      return [shape.value]
    case 'union':
      return shape.shapes
    case 'nullable':
      return [shape.shape]
    case 'struct':
      return [
        ...shape.members.map((member) => member.shape),
        ...(shape.others ? [shape.others] : []),
        ...(shape.whole ? [shape.whole] : []),
      ]
    default:
      return []
  }
}
