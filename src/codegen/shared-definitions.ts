import type { Schema } from '../schema/index.ts'

/** The schema files of a workspace, by path: those of components, and the parts that they share. */
export type SchemaFiles = ReadonlyMap<string, Schema>

/** All of them, sorted by name. */
export function schemaFiles(...maps: readonly ReadonlyMap<string, Schema>[]): SchemaFiles {
  const all = maps.flatMap((map) => [...map.values()]).sort((a, b) => (a.name < b.name ? -1 : 1))
  return new Map(all.map((schema) => [schema.file, schema]))
}

/** Where other files refer to in this one: '' or `/$defs/…`, sorted. */
export function sharedPlaces(files: SchemaFiles, { file }: Schema): readonly string[] {
  const places = [...files.values()].flatMap(({ parts = [] }) =>
    parts.filter((part) => part.file === file).map(({ at }) => at),
  )
  return [...new Set(places)].sort()
}

/** Whether a schema lies in a folder of `schemas/`: no component has it. */
export function isPart({ name }: Pick<Schema, 'name'>): boolean {
  return name.includes('/')
}

/** `parts/tls` → `tls`: what types are named after. */
export function plainName({ name }: Pick<Schema, 'name'>): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

/** From one generated file to another, both by their paths below one folder: `./parts/tls.d.ts`. */
export function relativeModule(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')]
  while (here.length > 0 && here[0] === there[0]) {
    here.shift()
    there.shift()
  }
  return [...(here.length === 0 ? ['.'] : here.map(() => '..')), ...there].join('/')
}
