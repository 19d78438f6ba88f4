import { LinkError, listConfined, readConfined } from '../../files/index.ts'
import type { Diagnostic } from '../../model/index.ts'
import { knowNamePatterns, lintSchema, parseSchemas, type Schema } from '../../schema/index.ts'

export interface ReadSchemas {
  readonly schemas: ReadonlyMap<string, Schema>
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads every `schemas/*.schema.json` of a workspace. */
export async function readSchemas(directory: string): Promise<ReadSchemas> {
  try {
    const names = await listConfined(directory, 'schemas')
    const files = names
      .filter((name) => name.endsWith('.schema.json'))
      .map(async (name) => {
        const file = `schemas/${name}`
        return { file, text: await readConfined(directory, file) }
      })
    const parsed = parseSchemas(await Promise.all(files))
    for (const schema of parsed.schemas.values()) await knowNamePatterns(schema)
    return parsed
  } catch (error) {
    if (!(error instanceof LinkError)) throw error
    return {
      schemas: new Map(),
      diagnostics: [{ code: 'schema-missing', severity: 'error', message: error.message }],
    }
  }
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
