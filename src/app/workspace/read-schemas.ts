import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostic } from '../../model/index.ts'
import { lintSchema, parseSchemas, type Schema } from '../../schema/index.ts'

export interface ReadSchemas {
  readonly schemas: ReadonlyMap<string, Schema>
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads every `schemas/*.schema.json` of a workspace. */
export async function readSchemas(directory: string): Promise<ReadSchemas> {
  const names = await readdir(join(directory, 'schemas')).catch((): string[] => [])
  const files = names
    .filter((name) => name.endsWith('.schema.json'))
    .sort()
    .map(async (name) => ({
      file: `schemas/${name}`,
      text: await readFile(join(directory, 'schemas', name), 'utf8'),
    }))
  return parseSchemas(await Promise.all(files))
}

/** Everything in which schemas break the house profile. */
export async function lintSchemas(schemas: ReadonlyMap<string, Schema>): Promise<readonly Diagnostic[]> {
  const findings = await Promise.all([...schemas.values()].map(lintSchema))
  return findings.flat()
}

/** As `readSchemas`, and holds each schema against the house profile. */
export async function readCheckedSchemas(directory: string): Promise<ReadSchemas> {
  const { schemas, diagnostics } = await readSchemas(directory)
  return { schemas, diagnostics: [...diagnostics, ...(await lintSchemas(schemas))] }
}
