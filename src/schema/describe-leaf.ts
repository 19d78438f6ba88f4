import { decodePointer, type Effect, type LeafFacts, parentPointer } from '../model/index.ts'
import { placeInSchema } from './place-in-schema.ts'
import { childPosition, findKeyword, type Position, positionAt, withAllBranches } from './position.ts'
import type { Schema } from './schema.ts'
import { isSecretMark, secretFormOf } from './secret-mark.ts'
import { statedTypes } from './stated-types.ts'
import { allSubschemas } from './subschemas.ts'
import { describeRange } from './validate/range.ts'

/**
 * What the schema says of the leaf at `pointer`. The effect is that of the nearest ancestor that states one, `none`
 * where none does. Of a leaf that the schema does not know, only what its ancestors say is known.
 */
export function describeLeaf(schema: Schema, pointer: string): LeafFacts {
  const { position, known, effect, isSecret } = stateAt(schema, pointer)
  const hasSecrets = pointer === '' && statesSecrets(schema)
  return { effect, isSecret, ...(hasSecrets && { hasSecrets }), ...factsAt(schema, position, known) }
}

const secretive = new WeakMap<Schema, boolean>()

function statesSecrets(schema: Schema): boolean {
  const known =
    secretive.get(schema) ?? allSubschemas(schema.document).some(({ node }) => isSecretMark(node['x-secret']))
  secretive.set(schema, known)
  return known
}

/** What holds at a place of a document, from the root down to it. */
interface State {
  readonly position: Position
  /** The last position on the way that the schema knows. */
  readonly known: Position
  readonly effect: Effect
  readonly isSecret: boolean
}

/** By schema and pointer: leaves share most of their way. */
const states = new WeakMap<Schema, Map<string, State>>()

function stateAt(schema: Schema, pointer: string): State {
  const statesByPointer = states.get(schema) ?? new Map<string, State>()
  states.set(schema, statesByPointer)
  const standing = statesByPointer.get(pointer)
  if (standing !== undefined) return standing
  const parent = parentPointer(pointer)
  const state =
    parent === undefined
      ? stateBelow(undefined, withAllBranches(schema, positionAt(schema, '')))
      : stateOfChild(schema, stateAt(schema, parent), pointer)
  statesByPointer.set(pointer, state)
  return state
}

function stateOfChild(schema: Schema, parent: State, pointer: string): State {
  const [segment = ''] = decodePointer(pointer.slice(pointer.lastIndexOf('/')))
  return stateBelow(parent, withAllBranches(schema, childPosition(schema, parent.position, segment)))
}

function stateBelow(parent: State | undefined, position: Position): State {
  return {
    position,
    known: position.length > 0 || parent === undefined ? position : parent.known,
    effect: effectOf(position) ?? parent?.effect ?? 'none',
    isSecret: parent?.isSecret === true || isSecretMark(findKeyword(position, 'x-secret')?.value),
  }
}

type StatedFacts = Omit<LeafFacts, 'effect' | 'isSecret'>

/** By position: elements of a list, and members of one definition, share theirs. */
const statedByPosition = new WeakMap<Position, StatedFacts>()

function factsAt(schema: Schema, position: Position, known: Position): StatedFacts {
  if (position !== known) return statedFacts(schema, position, known)
  const facts = statedByPosition.get(position) ?? statedFacts(schema, position, known)
  statedByPosition.set(position, facts)
  return facts
}

function statedFacts(schema: Schema, position: Position, known: Position): StatedFacts {
  const unit = findKeyword(position, 'x-unit')?.value
  const description = findKeyword(position, 'description')?.value
  const range = describeRange(position)
  const types = statedTypes(position)
  const elementKey = elementKeyOf(position)
  const secretForm = secretFormOf(findKeyword(position, 'x-secret')?.value)
  return {
    ...(secretForm && { secretForm }),
    ...(typeof unit === 'string' && { unit }),
    ...(typeof description === 'string' && { description }),
    ...(range !== undefined && { range }),
    ...(types.length > 0 && { types }),
    ...(elementKey !== undefined && { elementKey }),
    schemaAt: placeInSchema(schema, known[0]?.pointer ?? ''),
  }
}

/** `x-key`: one member's name, or several. */
function elementKeyOf(position: Position): readonly string[] | undefined {
  const key = findKeyword(position, 'x-key')?.value
  const names: readonly unknown[] = Array.isArray(key) ? key : [key]
  return names.every((name) => typeof name === 'string') ? names : undefined
}

function effectOf(position: Position): Effect | undefined {
  const effect = findKeyword(position, 'x-effect')?.value
  return effect === 'live' || effect === 'restart' || effect === 'none' ? effect : undefined
}
