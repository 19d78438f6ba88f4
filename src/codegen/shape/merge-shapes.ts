import type { EnumerationShape, Shape } from './shape.ts'

/** One shape that holds what any of them holds. `words` name an enumeration that is joined from several. */
export function mergeShapes(shapes: readonly Shape[], words: readonly string[]): Shape {
  const flat = shapes.flatMap(alternativesOf)
  const values = flat.filter(({ kind }) => kind !== 'null')
  const isNullable = values.length < flat.length
  if (values.length === 0) return { kind: 'null' }
  if (values.some(({ kind }) => kind === 'any')) return { kind: 'any' }
  const merged = values.reduce<Shape[]>((done, next) => add(done, next, words), [])
  const sorted = merged.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const [only] = sorted
  const shape: Shape = only !== undefined && sorted.length === 1 ? only : { kind: 'union', shapes: sorted }
  return isNullable ? { kind: 'nullable', shape } : shape
}

/** Alternatives of one kind of JSON value: the narrower first, as the first that takes a value gets it. */
const order: readonly Shape['kind'][] = [
  ...[
    'boolean',
    'integer',
    'number',
    'enumeration',
    'duration',
    'string',
    'tuple',
    'list',
    'struct',
    'map',
    'any',
  ],
] as Shape['kind'][]

function alternativesOf(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'union':
      return shape.shapes
    case 'nullable':
      return [{ kind: 'null' }, ...alternativesOf(shape.shape)]
    default:
      return [shape]
  }
}

function add(done: readonly Shape[], next: Shape, words: readonly string[]): Shape[] {
  for (const [index, each] of done.entries()) {
    const joined = joinTwo(each, next, words)
    if (joined !== undefined) return done.with(index, joined) as Shape[]
  }
  return [...done, next]
}

/** Two of one kind as one; undefined where they stay two alternatives. */
function joinTwo(a: Shape, b: Shape, words: readonly string[]): Shape | undefined {
  if (a === b) return a
  const [first, second] = order.indexOf(a.kind) <= order.indexOf(b.kind) ? [a, b] : [b, a]
  switch (first.kind) {
    case 'boolean':
      return second.kind === 'boolean' ? first : undefined
    case 'integer':
      if (second.kind === 'number') return second
      if (second.kind !== 'integer') return undefined
      return {
        kind: 'integer',
        minimum: Math.min(first.minimum, second.minimum),
        maximum: Math.max(first.maximum, second.maximum),
      }
    case 'number':
      return second.kind === 'number' ? first : undefined
    case 'enumeration':
      if (second.kind === 'string') return second
      return second.kind === 'enumeration' ? joinEnumerations(first, second, words) : undefined
    case 'duration':
      return second.kind === 'duration' || second.kind === 'string' ? second : undefined
    case 'string':
      return second.kind === 'string' ? first : undefined
    case 'tuple':
    case 'list':
      if (second.kind !== 'list' && second.kind !== 'tuple') return undefined
      return {
        kind: 'list',
        element: mergeShapes([first, second].flatMap(elementsOf), [...words, 'item']),
      }
    case 'map':
      return second.kind === 'map'
        ? { kind: 'map', value: mergeShapes([first.value, second.value], [...words, 'value']) }
        : undefined
    default:
      return undefined
  }
}

function joinEnumerations(a: EnumerationShape, b: EnumerationShape, words: readonly string[]): Shape {
  return { kind: 'enumeration', words, values: [...new Set([...a.values, ...b.values])], pointer: a.pointer }
}

function elementsOf(shape: Shape): readonly Shape[] {
  return shape.kind === 'list' ? [shape.element] : shape.kind === 'tuple' ? shape.elements : []
}
