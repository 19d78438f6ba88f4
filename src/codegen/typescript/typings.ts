import type { Schema } from '../../schema/index.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { schemaFiles } from '../shared-definitions.ts'

/**
 * `generated/ts/<name>.d.ts` of every schema, exporting `<Name>` (the value after defaults), `<Name>Input` (what an
 * author writes) and a type for each definition; what several share is imported from `generated/ts/<path of the part>`.
 * The schemas must have passed the lint. A type takes every value that the schema takes.
 */
export async function generateTypings(
  schemas: ReadonlyMap<string, Schema>,
  parts: ReadonlyMap<string, Schema> = new Map(),
): Promise<GeneratedFile[]> {
  // With the compiler that is in them, the libraries take a while to load.
  const { writeTypings } = await import('./write-typings.ts')
  const all = schemaFiles(schemas, parts)
  const files: GeneratedFile[] = []
  for (const schema of all.values()) {
    files.push({ path: `generated/ts/${schema.name}.d.ts`, text: await writeTypings(schema, all) })
  }
  return files
}
