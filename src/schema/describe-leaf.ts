import { decodePointer, type Effect, type LeafFacts } from '../model/index.ts'
import { placeInSchema } from './place-in-schema.ts'
import { childPosition, findKeyword, type Position, positionAt, withAllBranches } from './position.ts'
import { describeRange } from './range.ts'
import type { Schema } from './schema.ts'

/**
 * What the schema says of the leaf at `pointer`. The effect is that of the nearest ancestor that states one, `none`
 * where none does. Of a leaf that the schema does not know, only what its ancestors say is known.
 */
export function describeLeaf(schema: Schema, pointer: string): LeafFacts {
  let position: Position = withAllBranches(schema, positionAt(schema, ''))
  let effect: Effect = effectOf(position) ?? 'none'
  let isSecret = findKeyword(position, 'x-secret')?.value === true
  let known: Position = position
  for (const segment of decodePointer(pointer)) {
    position = withAllBranches(schema, childPosition(schema, position, segment))
    effect = effectOf(position) ?? effect
    isSecret ||= findKeyword(position, 'x-secret')?.value === true
    if (position.length > 0) known = position
  }
  return { effect, isSecret, ...statedFacts(schema, position, known) }
}

function statedFacts(
  schema: Schema,
  position: Position,
  known: Position,
): Omit<LeafFacts, 'effect' | 'isSecret'> {
  const unit = findKeyword(position, 'x-unit')?.value
  const description = findKeyword(position, 'description')?.value
  const range = describeRange(position)
  return {
    ...(typeof unit === 'string' && { unit }),
    ...(typeof description === 'string' && { description }),
    ...(range !== undefined && { range }),
    schemaAt: placeInSchema(schema, known[0]?.pointer ?? ''),
  }
}

function effectOf(position: Position): Effect | undefined {
  const effect = findKeyword(position, 'x-effect')?.value
  return effect === 'live' || effect === 'restart' || effect === 'none' ? effect : undefined
}
