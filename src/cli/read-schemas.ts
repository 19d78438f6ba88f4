import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic } from '../model/index.ts'
import { lintSchema, parseSchemas, type Schema } from '../schema/index.ts'

export interface ReadSchemas {
  readonly schemas: ReadonlyMap<string, Schema>
  /** Of parsing and of the house profile. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads and lints every `schemas/*.schema.json` of a workspace. */
export async function readSchemas(directory: string): Promise<ReadSchemas> {
  const names = await readdir(join(directory, 'schemas')).catch((): string[] => [])
  const files = names
    .filter((name) => name.endsWith('.schema.json'))
    .sort()
    .map(async (name) => ({
      file: `schemas/${name}`,
      text: await readFile(join(directory, 'schemas', name), 'utf8'),
    }))
  const { schemas, diagnostics } = parseSchemas(await Promise.all(files))
  return { schemas, diagnostics: [...diagnostics, ...[...schemas.values()].flatMap(lintSchema)] }
}
