import type { JsonValue } from '../../model/index.ts'
import { findKeyword, type Position } from '../../schema/index.ts'
import { mergeShapes } from './merge-shapes.ts'
import type { EnumerationShape, Inexpressible, IntegerShape, Shape } from './shape.ts'

/** An enumeration of texts, and what else the choices are. */
export function shapeOfChoices(
  position: Position,
  choices: readonly JsonValue[],
  { words, known }: { readonly words: readonly string[]; readonly known: Map<string, EnumerationShape> },
): Shape {
  const texts = choices.filter((choice) => typeof choice === 'string')
  const enumeration = enumerationOf(position, texts, { words, known })
  const others = choices.flatMap((choice): Shape[] => {
    if (choice === null) return [{ kind: 'null' }]
    if (typeof choice === 'boolean') return [{ kind: 'boolean' }]
    if (typeof choice === 'object') return [{ kind: 'any' }]
    if (typeof choice !== 'number') return []
    return Number.isInteger(choice)
      ? [{ kind: 'integer', minimum: choice, maximum: choice }]
      : [{ kind: 'number' }]
  })
  return mergeShapes(texts.length > 0 ? [enumeration, ...others] : others, words)
}

/** The same choices from the same place are one type, whoever refers to it. */
function enumerationOf(
  position: Position,
  values: readonly string[],
  { words, known }: { readonly words: readonly string[]; readonly known: Map<string, EnumerationShape> },
): EnumerationShape {
  const pointer = (findKeyword(position, 'enum') ?? findKeyword(position, 'const'))?.pointer ?? ''
  const id = JSON.stringify([pointer, values])
  const present = known.get(id)
  if (present !== undefined) return present
  const description = position.find((part) => part.pointer === pointer)?.node.description
  const enumeration: EnumerationShape = {
    kind: 'enumeration',
    words,
    values,
    pointer,
    ...(typeof description === 'string' && { description }),
  }
  known.set(id, enumeration)
  return enumeration
}

const [least, most] = [-(2 ** 63), 2 ** 64]

/** An integer with all bounds that are stated; one that no type of 64 bits holds is noted as a problem. */
export function integerOf(position: Position, problems: Inexpressible[]): IntegerShape {
  const bounds = (keyword: string): number[] =>
    position.map(({ node }) => node[keyword]).filter((bound) => typeof bound === 'number')
  const minimum = Math.max(
    ...bounds('minimum').map(Math.ceil),
    ...bounds('exclusiveMinimum').map((bound) => Math.floor(bound) + 1),
  )
  const maximum = Math.min(
    ...bounds('maximum').map(Math.floor),
    ...bounds('exclusiveMaximum').map((bound) => Math.ceil(bound) - 1),
  )
  // 2^63 and 2^64 themselves are one too many.
  if (minimum < least || maximum >= (minimum < 0 ? -least : most)) {
    problems.push({
      at: (findKeyword(position, 'maximum') ?? position[0])?.pointer ?? '',
      message: `no integer of 64 bits holds ${minimum}..${maximum}`,
      help: 'bound it by what the component can hold, or make it a number',
    })
    return { kind: 'integer', minimum: 0, maximum: 0 }
  }
  return { kind: 'integer', minimum, maximum }
}
