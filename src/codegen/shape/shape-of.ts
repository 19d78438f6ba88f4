import { appendPointer, isJsonObject, type JsonValue } from '../../model/index.ts'
import {
  elementPosition,
  findKeyword,
  localReference,
  memberNames,
  memberPosition,
  type Position,
  positionAt,
  type Schema,
  unionsOf,
} from '../../schema/index.ts'
import { commentOf } from '../comment.ts'
import { isPart, plainName } from '../shared-definitions.ts'
import { mergeShapes } from './merge-shapes.ts'
import { integerOf, shapeOfChoices } from './scalar-shapes.ts'
import type { EnumerationShape, Inexpressible, Shape, StructShape } from './shape.ts'
import { allowedTypes, choicesOf, type TypeName } from './shape-types.ts'

/**
 * The root of a component's schema, and the shapes of the places that others refer to; and what no shape expresses. The
 * schema must have passed the lint.
 */
export function shapesOfPlaces(
  schema: Schema,
  places: readonly string[],
): {
  readonly shapes: readonly Shape[]
  readonly problems: readonly Inexpressible[]
} {
  const work = workOn(schema)
  const shapes = places.map((pointer): Shape => {
    if (pointer === '' && !isPart(schema)) return rootOf(work)
    const word = pointer === '' ? plainName(schema) : pointer.slice(pointer.lastIndexOf('/') + 1)
    const context = { words: [word], path: pointer === '' ? [] : [word], effect: undefined }
    return shapeOf(work, positionAt(schema, pointer), context)
  })
  return { shapes, problems: work.problems }
}

function workOn(schema: Schema): Work {
  return { schema, structs: new Map(), enumerations: new Map(), open: new Set(), problems: [] }
}

function rootOf(work: Work): StructShape {
  const { schema } = work
  const position = positionAt(schema, '')
  const shape = shapeOf(work, position, { words: [schema.name], path: [], effect: undefined })
  return shape.kind === 'struct' ? shape : wholeOf(schema, position, shape)
}

function wholeOf(schema: Schema, position: Position, whole: Shape): StructShape {
  const description = findKeyword(position, 'description')?.value
  return {
    kind: 'struct',
    words: [schema.name],
    pointer: '',
    description: typeof description === 'string' ? description : '',
    members: [],
    whole,
  }
}

interface Work {
  readonly schema: Schema
  /** By the subschema that they are made from. */
  readonly structs: Map<string, StructShape>
  /** By where their choices stand, and which of them. */
  readonly enumerations: Map<string, EnumerationShape>
  /** Subschemas whose shape is being made. */
  readonly open: Set<string>
  readonly problems: Inexpressible[]
}

interface Context {
  /** What a type is named after. */
  readonly words: readonly string[]
  /** What types inside are named after: the root's own name is left out. */
  readonly path: readonly string[]
  readonly effect: JsonValue | undefined
  /** Types that a union around it allows. */
  readonly within?: ReadonlySet<TypeName>
}

function shapeOf(work: Work, position: Position, context: Context): Shape {
  const pointer = position[0]?.pointer ?? ''
  const isStruct = position.some(({ node }) => isJsonObject(node.properties))
  // What holds itself without a struct between has no type of its own.
  if (work.open.has(pointer) && !isStruct) return { kind: 'any' }
  work.open.add(pointer)
  const definition = definitionOf(position, work.schema)
  const effect = findKeyword(position, 'x-effect')?.value ?? context.effect
  const shape =
    definition === undefined
      ? shapeAt(work, position, { ...context, effect })
      : shapeOf(work, definition.position, named({ ...context, effect }, [definition.name]))
  work.open.delete(pointer)
  return shape
}

/** The definition that a position is, where it adds nothing to the type: types are named after it. */
function definitionOf(position: Position, schema: Schema): { name: string; position: Position } | undefined {
  const [first] = position
  const target = localReference(first?.node.$ref)
  if (first === undefined || target === undefined) return undefined
  const isAlone = position.length === positionAt(schema, first.pointer).length
  if (!isAlone || typeKeywords.some((keyword) => first.node[keyword] !== undefined)) return undefined
  return { name: target.slice(target.lastIndexOf('/') + 1), position: positionAt(schema, target) }
}

const typeKeywords = [
  ...['type', 'enum', 'const', 'properties', 'patternProperties', 'additionalProperties'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['items', 'prefixItems', 'anyOf', 'oneOf', 'allOf'],
]

function named(context: Context, words: readonly string[]): Context {
  return { ...context, words, path: words }
}

function inside(context: Context, word: string): Context {
  const words = [...context.path, word]
  const { within: _, ...rest } = context
  return { ...rest, words, path: words }
}

function shapeAt(work: Work, position: Position, context: Context): Shape {
  const types = allowedTypes(position, context.within)
  const choices = choicesOf(position)
  if (choices !== undefined)
    return shapeOfChoices(position, choices, { words: context.words, known: work.enumerations })
  const branches = branchesOf(work, position)
  if (branches !== undefined) {
    const shapes = branches.map((branch, index) =>
      shapeOf(work, branch, {
        ...inside(context, branchName(branch, index)),
        ...(types && { within: types }),
      }),
    )
    return mergeShapes(shapes, context.words)
  }
  if (types === undefined) return { kind: 'any' }
  return mergeShapes(
    [...types].map((type) => shapeOfType(work, position, { ...context, type })),
    context.words,
  )
}

/** The alternatives of a position that is nothing but one of them. Where it has a type of its own, they restrict it. */
function branchesOf({ schema }: Work, position: Position): readonly Position[] | undefined {
  const isTyped = position.some(({ node }) =>
    ['properties', 'patternProperties', 'items', 'prefixItems'].some(
      (keyword) => node[keyword] !== undefined,
    ),
  )
  const own = allowedTypes(position)
  const isScalar = own !== undefined && !own.has('object') && !own.has('array')
  return isTyped || isScalar ? undefined : unionsOf(schema, position)[0]
}

function branchName(branch: Position, index: number): string {
  const title = findKeyword(branch, 'title')?.value
  if (typeof title === 'string') return title
  for (const { node } of branch) {
    const members = isJsonObject(node.properties) ? Object.values(node.properties) : []
    const tag = members.find((member) => isJsonObject(member) && typeof member.const === 'string')
    if (isJsonObject(tag)) return String(tag.const)
  }
  return `choice ${index + 1}`
}

function shapeOfType(work: Work, position: Position, context: Context & { readonly type: TypeName }): Shape {
  switch (context.type) {
    case 'integer':
      return integerOf(position, work.problems)
    case 'array':
      return listOf(work, position, context)
    case 'object':
      return objectOf(work, position, context)
    case 'string':
      return { kind: findKeyword(position, 'x-duration') === undefined ? 'string' : 'duration' }
    default:
      return { kind: context.type }
  }
}

function listOf(work: Work, position: Position, context: Context): Shape {
  const prefix = findKeyword(position, 'prefixItems')?.value
  const element = (index: number): Shape => {
    const at = elementPosition(work.schema, position, index)
    if (at.length === 0) return { kind: 'any' }
    return shapeOf(work, at, inside(context, Array.isArray(prefix) ? `item ${index + 1}` : 'item'))
  }
  if (!Array.isArray(prefix)) return { kind: 'list', element: element(0) }
  const elements = prefix.map((_, index) => element(index))
  const isClosed = position.some(({ node }) => node.items === false || Number(node.maxItems) <= prefix.length)
  const isFull = Number(findKeyword(position, 'minItems')?.value) >= prefix.length
  if (isClosed && isFull) return { kind: 'tuple', elements }
  const rest = isClosed ? [] : [element(prefix.length)]
  return { kind: 'list', element: mergeShapes([...elements, ...rest], [...context.path, 'item']) }
}

function objectOf(work: Work, position: Position, context: Context): Shape {
  const names = memberNames(position)
  const others = othersOf(work, position, context)
  if (names.length === 0 && others !== undefined) return { kind: 'map', value: others }
  const pointer = holderOf(position)
  const structShape = work.structs.get(pointer)
  if (structShape !== undefined) return structShape
  const description = findKeyword(position, 'description')?.value
  const struct: StructShape = {
    kind: 'struct',
    words: context.words,
    pointer,
    description: typeof description === 'string' ? description : '',
    members: [],
    ...(others && { others }),
  }
  work.structs.set(pointer, struct)
  for (const name of names) {
    const at = memberPosition(work.schema, position, name)
    const inner = inside(context, name)
    const initial = findKeyword(at, 'default')?.value
    const isRequired = position.some(
      ({ node }) => Array.isArray(node.required) && node.required.includes(name),
    )
    struct.members.push({
      name,
      shape: at.length === 0 ? { kind: 'any' } : shapeOf(work, at, inner),
      isPresent: isRequired || initial !== undefined,
      isRequired,
      ...(initial !== undefined && { default: initial }),
      comment: commentOf(at, findKeyword(at, 'x-effect')?.value ?? context.effect),
      position: at,
    })
  }
  return struct
}

/** The subschema that says alone what the members are; the position's own where several do. */
function holderOf(position: Position): string {
  const holders = position.filter(({ node }) =>
    ['properties', 'patternProperties', 'additionalProperties'].some(
      (keyword) => node[keyword] !== undefined,
    ),
  )
  return (holders.length === 1 ? holders : position)[0]?.pointer ?? ''
}

/** What members are that `properties` does not name; undefined where there are none. */
function othersOf(work: Work, position: Position, context: Context): Shape | undefined {
  const inner = inside(context, 'value')
  const patterns = position.flatMap(({ pointer, node }) =>
    isJsonObject(node.patternProperties)
      ? Object.keys(node.patternProperties).map((pattern) =>
          appendPointer(`${pointer}/patternProperties`, pattern),
        )
      : [],
  )
  const stated = position.filter(({ node }) => node.additionalProperties !== undefined)
  const isClosed = stated.some(({ node }) => node.additionalProperties === false)
  const pointers = [
    ...patterns,
    ...(isClosed ? [] : stated.map(({ pointer }) => `${pointer}/additionalProperties`)),
  ]
  if (pointers.length === 0) return isClosed ? undefined : { kind: 'any' }
  const shapes = pointers.map((pointer): Shape => {
    const at = positionAt(work.schema, pointer)
    return at.length === 0 ? { kind: 'any' } : shapeOf(work, at, inner)
  })
  const isOpen = !isClosed && stated.length === 0
  return mergeShapes(isOpen ? [...shapes, { kind: 'any' }] : shapes, inner.words)
}
