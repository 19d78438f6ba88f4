import type { Schema } from '../../schema/index.ts'
import { type FileTypes, type NamedShape, typesOfFile } from '../shape/file-types.ts'
import type { SchemaFiles } from '../shared-definitions.ts'
import { identifierOf } from './names.ts'

/** The types of a header, a type of another one with its namespace. */
export interface HeaderTypes extends Omit<FileTypes, 'others'> {
  /** What each is called here. */
  readonly names: ReadonlyMap<NamedShape, string>
  /** The headers of the others, by their path below `generated/cpp/`. */
  readonly includes: readonly string[]
}

/** Which types the header of a schema file declares, and which headers it includes for those of others. */
export function headerTypes(schema: Schema, files: SchemaFiles): HeaderTypes {
  const { others, ...types } = typesOfFile(schema, files)
  const qualified = [...others].map(
    ([shape, { holder, name }]) => [shape, `${namespaceOf(holder)}::${name}`] as const,
  )
  return {
    ...types,
    names: new Map([...types.names, ...qualified]),
    includes: [...new Set([...others.values()].map(({ holder }) => headerPath(holder)))].sort(),
  }
}

/** `generated/cpp/` + this. */
export function headerPath({ name }: Schema): string {
  return `${name}_config.hpp`
}

/** `appia::parts::tls` */
export function namespaceOf({ name }: Schema): string {
  return ['appia', ...name.split('/').map(identifierOf)].join('::')
}
