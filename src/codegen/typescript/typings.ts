import type { Schema } from '../../schema/index.ts'
import type { GeneratedFile } from '../generated-file.ts'

/**
 * `generated/ts/<name>.d.ts` of every schema, exporting `<Name>` (the value after defaults), `<Name>Input` (what an
 * author writes) and a type for each definition. The schemas must have passed the lint. A type takes every value that
 * the schema takes.
 */
export async function generateTypings(schemas: ReadonlyMap<string, Schema>): Promise<GeneratedFile[]> {
  // With the compiler that is in them, the libraries take a while to load.
  const { writeTypings } = await import('./write-typings.ts')
  const files: GeneratedFile[] = []
  for (const schema of [...schemas.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    files.push({ path: `generated/ts/${schema.name}.d.ts`, text: await writeTypings(schema) })
  }
  return files
}
