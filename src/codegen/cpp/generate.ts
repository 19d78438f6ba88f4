import { type Diagnostic, hasErrors } from '../../model/index.ts'
import { placeInSchema, type Schema } from '../../schema/index.ts'
import type { GeneratedFile } from '../generated-file.ts'
import type { NativeInput } from '../native-names.ts'
import { endlessReferences } from '../shape/endless-references.ts'
import type { Inexpressible } from '../shape/shape.ts'
import { shapeOfSchema } from '../shape/shape-of.ts'
import { channelsHeader, keysHeader } from './channels.ts'
import { configHeader } from './config-header.ts'
import { tablesOf } from './tables.ts'

export interface CppInput {
  readonly schemas: ReadonlyMap<string, Schema>
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
export async function generateCpp({ schemas, runtime, workspace }: CppInput): Promise<CppOutput> {
  const files: GeneratedFile[] = [...runtime].map(([path, text]) => ({ path: `generated/cpp/${path}`, text }))
  if (workspace !== undefined) {
    files.push({ path: 'generated/cpp/channels.hpp', text: channelsHeader(workspace) })
    files.push({ path: 'generated/cpp/keys.hpp', text: keysHeader(workspace.keys) })
  }
  const diagnostics: Diagnostic[] = []
  for (const schema of schemas.values()) {
    const { text, problems } = await headerOf(schema)
    diagnostics.push(...problems.map((each) => diagnosticOf(schema, each)))
    if (text !== undefined) files.push({ path: `generated/cpp/${schema.name}_config.hpp`, text })
  }
  if (hasErrors(diagnostics)) return { files: [], diagnostics }
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), diagnostics }
}

async function headerOf(schema: Schema): Promise<{ text?: string; problems: readonly Inexpressible[] }> {
  const endless = endlessReferences(schema)
  if (endless.length > 0) return { problems: endless }
  const { root, problems } = shapeOfSchema(schema)
  const tables = await tablesOf(schema)
  const all = [...problems, ...tables.problems]
  return all.length > 0 ? { problems: all } : { text: configHeader(schema, root, tables), problems: [] }
}

function diagnosticOf(schema: Schema, { at, message, help }: Inexpressible): Diagnostic {
  return { code: 'not-expressible', severity: 'error', message, at: placeInSchema(schema, at), help }
}
