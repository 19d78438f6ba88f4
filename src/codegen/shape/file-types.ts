import { partAt, type Schema } from '../../schema/index.ts'
import { isPart, type SchemaFiles, sharedPlaces } from '../shared-definitions.ts'
import { type EnumerationShape, type Inexpressible, namedShapes, type StructShape } from './shape.ts'
import { shapesOfPlaces } from './shape-of.ts'
import { typeNames } from './type-names.ts'

export type NamedShape = StructShape | EnumerationShape

/** The types of one schema file: those that its generated file declares, and those of other files that it uses. */
export interface FileTypes {
  readonly own: readonly NamedShape[]
  /** What those are called. */
  readonly names: ReadonlyMap<NamedShape, string>
  readonly others: ReadonlyMap<NamedShape, OtherType>
  /** The struct of a component's documents. */
  readonly root?: StructShape
  readonly problems: readonly Inexpressible[]
}

/** A type that the generated file of another schema declares. */
export interface OtherType {
  readonly holder: Schema
  readonly name: string
}

/** Which types a schema file has; of what several share, the file that it stands in has it. */
export function typesOfFile(schema: Schema, files: SchemaFiles): FileTypes {
  const { shapes, problems } = shapesOfPlaces(schema, declaredPlaces(schema, files))
  const isElsewhere = (shape: NamedShape): boolean => typeElsewhere(schema, shape, files) !== undefined
  const all = [...new Set(shapes.flatMap((shape) => namedShapes(shape, isElsewhere)))]
  const own = all.filter((shape) => !isElsewhere(shape))
  const others = all.flatMap((shape): [NamedShape, OtherType][] => {
    const type = typeElsewhere(schema, shape, files)
    return type === undefined ? [] : [[shape, type]]
  })
  const [root] = shapes
  return {
    own,
    names: typeNames(own),
    others: new Map(others),
    ...(!isPart(schema) && root?.kind === 'struct' && { root }),
    problems,
  }
}

/** Where types begin: at the root, if that says what a value is, and where others refer to. */
export function declaredPlaces(schema: Schema, files: SchemaFiles): readonly string[] {
  const shared = sharedPlaces(files, schema).filter((at) => at !== '')
  const says = ['type', 'enum', 'const', 'properties', 'anyOf', 'oneOf', 'allOf', '$ref']
  const hasRoot = !isPart(schema) || says.some((keyword) => schema.document[keyword] !== undefined)
  return hasRoot ? ['', ...shared] : shared
}

/** The type of another file that a shape is, where that file has the very same. */
function typeElsewhere(schema: Schema, shape: NamedShape, files: SchemaFiles): OtherType | undefined {
  const place = partAt(schema, shape.pointer)
  const holder = place && files.get(place.part.file)
  if (place === undefined || holder === undefined) return undefined
  const there = typesOfFile(holder, files)
  const type = there.own.find((each) => each.pointer === place.at && isSame(each, shape))
  const name = type && there.names.get(type)
  return name === undefined ? undefined : { holder, name }
}

/** Choices may be joined with those of alternatives that the other file does not know. */
function isSame(a: NamedShape, b: NamedShape): boolean {
  if (a.kind === 'struct' || b.kind === 'struct') return a.kind === b.kind
  return a.values.length === b.values.length && a.values.every((value, index) => value === b.values[index])
}
