import { type Diagnostic, hasErrors } from '../../model/index.ts'
import { placeInSchema, type Schema } from '../../schema/index.ts'
import type { GeneratedFile } from '../generated-file.ts'
import type { NativeInput } from '../native-names.ts'
import { endlessReferences } from '../shape/endless-references.ts'
import { declaredPlaces } from '../shape/file-types.ts'
import type { Inexpressible } from '../shape/shape.ts'
import { type SchemaFiles, schemaFiles } from '../shared-definitions.ts'
import { channelsHeader, keysHeader } from './channels.ts'
import { configHeader } from './config-header.ts'
import { headerPath, headerTypes } from './header-types.ts'
import { tablesOf } from './tables.ts'

export interface CppInput {
  readonly schemas: ReadonlyMap<string, Schema>
  /** What they share, in folders of `schemas/`. */
  readonly parts?: ReadonlyMap<string, Schema>
  /** The headers that generated ones include, by their path below `generated/cpp/`. */
  readonly runtime: ReadonlyMap<string, string>
  /** Channels and keys; without them, only the schemas become headers. */
  readonly workspace?: NativeInput
}

/** Files to write, sorted by path; none when a diagnostic is an error. */
export interface CppOutput {
  readonly files: readonly GeneratedFile[]
  readonly diagnostics: readonly Diagnostic[]
}

/** `generated/cpp/<name>_config.hpp` of every schema, and what these headers include. The schemas passed the lint. */
export async function generateCpp({
  schemas,
  parts = new Map(),
  runtime,
  workspace,
}: CppInput): Promise<CppOutput> {
  const files: GeneratedFile[] = [...runtime].map(([path, text]) => ({ path: `generated/cpp/${path}`, text }))
  if (workspace !== undefined) {
    files.push({ path: 'generated/cpp/channels.hpp', text: channelsHeader(workspace) })
    files.push({ path: 'generated/cpp/keys.hpp', text: keysHeader(workspace.keys) })
  }
  const diagnostics: Diagnostic[] = []
  const all = schemaFiles(schemas, parts)
  for (const schema of all.values()) {
    const { text, problems } = await headerOf(schema, all)
    diagnostics.push(...problems.map((each) => diagnosticOf(schema, each)))
    if (text !== undefined) files.push({ path: `generated/cpp/${headerPath(schema)}`, text })
  }
  if (hasErrors(diagnostics)) return { files: [], diagnostics: distinct(diagnostics) }
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), diagnostics }
}

/** What several schemas say of a part that they share. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values()]
}

/** No text for a part without a type that has a name. */
async function headerOf(
  schema: Schema,
  files: SchemaFiles,
): Promise<{ text?: string; problems: readonly Inexpressible[] }> {
  const endless = endlessReferences(schema)
  if (endless.length > 0) return { problems: endless }
  const types = headerTypes(schema, files)
  const tables = await tablesOf(schema, declaredPlaces(schema, files))
  const problems = [...types.problems, ...tables.problems]
  if (problems.length > 0) return { problems }
  return types.own.length === 0 ? { problems } : { text: configHeader(schema, types, tables), problems }
}

function diagnosticOf(schema: Schema, { at, message, help }: Inexpressible): Diagnostic {
  return { code: 'not-expressible', severity: 'error', message, at: placeInSchema(schema, at), help }
}
