import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import {
  type FolderContents,
  LinkError,
  readConfined,
  requireConfined,
  walkConfined,
} from '../../files/index.ts'
import { type Diagnostic, sha256 } from '../../model/index.ts'
import { knowNamePatterns, parseSchemas, type Schema } from '../../schema/index.ts'
import { keepLints, lintUnknown, openLints } from './known-lints.ts'

export interface ReadSchemas {
  readonly schemas: ReadonlyMap<string, Schema>
  /** Schemas in folders of `schemas/`, which others refer to. */
  readonly parts: ReadonlyMap<string, Schema>
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads every `*.schema.json` below `schemas/`. */
export async function readSchemas(directory: string): Promise<ReadSchemas> {
  try {
    const names = await schemaFiles(directory)
    const files = names
      .filter((name) => name.endsWith('.schema.json'))
      .map(async (file) => ({ file, text: await readConfined(directory, file) }))
    return await parsedOnce(await Promise.all(files))
  } catch (error) {
    if (!(error instanceof LinkError)) throw error
    return {
      schemas: new Map(),
      parts: new Map(),
      diagnostics: [{ code: 'schema-missing', severity: 'error', message: error.message }],
    }
  }
}

let latest: { readonly texts: string; readonly parsed: ReadSchemas } | undefined

/** The same objects for what says the same: what was derived from them is known already. */
async function parsedOnce(
  files: readonly { readonly file: string; readonly text: string }[],
): Promise<ReadSchemas> {
  const texts = sha256(JSON.stringify(files))
  if (latest?.texts === texts) return latest.parsed
  const { schemas, parts, diagnostics } = parseSchemas(files)
  const parsed = {
    schemas: withKnown(schemas, latest?.parsed.schemas),
    parts: withKnown(parts, latest?.parsed.parts),
    diagnostics,
  }
  for (const schema of parsed.schemas.values()) await knowNamePatterns(schema)
  latest = { texts, parsed }
  return parsed
}

/** Those that are as they were, with all that they refer to, are what they were. */
function withKnown(
  schemas: ReadonlyMap<string, Schema>,
  known: ReadonlyMap<string, Schema> = new Map(),
): ReadonlyMap<string, Schema> {
  return new Map(
    [...schemas].map(([name, schema]) => {
      const before = known.get(name)
      return [name, before !== undefined && isDeepStrictEqual(before, schema) ? before : schema]
    }),
  )
}

/** The files below `schemas/`; throws `LinkError` for one that is a link, and for a folder that is one. */
async function schemaFiles(directory: string): Promise<readonly string[]> {
  requireConfined(directory, join(directory, 'schemas'))
  const { files, links } = await walkConfined(directory, 'schemas').catch(nothingThere)
  const link = links.find((each) => each.endsWith('.schema.json') || !/\.[^/]*$/.test(each))
  if (link !== undefined) throw new LinkError(link)
  return files
}

function nothingThere(error: NodeJS.ErrnoException): FolderContents {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return { files: [], links: [] }
  throw error
}

/** Everything in which the schemas of a folder break the house profile; what several say of one part, once. */
export async function lintSchemas(
  { schemas, parts }: Pick<ReadSchemas, 'schemas' | 'parts'>,
  directory: string,
): Promise<readonly Diagnostic[]> {
  const all = [...schemas.values(), ...parts.values()]
  if (all.some((schema) => !lints.has(schema))) await lintAnew(all, directory)
  const findings = await Promise.all(all.flatMap((schema) => lints.get(schema) ?? []))
  return [...new Map(findings.flat().map((each) => [JSON.stringify(each), each])).values()]
}

const lints = new WeakMap<Schema, ReturnType<typeof lintUnknown>>()

async function lintAnew(all: readonly Schema[], directory: string): Promise<void> {
  const known = await openLints(directory)
  for (const schema of all) lints.set(schema, lintUnknown(known, schema))
  await Promise.all(all.map((schema) => lints.get(schema)))
  await keepLints(known, directory)
}

/** As `readSchemas`, and holds each schema against the house profile. */
export async function readCheckedSchemas(directory: string): Promise<ReadSchemas> {
  const read = await readSchemas(directory)
  return { ...read, diagnostics: [...read.diagnostics, ...(await lintSchemas(read, directory))] }
}
