import { generateTypings } from '../../codegen/index.ts'
import { LinkError, readConfined, removeConfined, writeConfined } from '../../files/index.ts'
import { type Diagnostic, hasErrors } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { InvalidInput } from '../failure.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { findWorkspace } from '../workspace/find-workspace.ts'
import { readCheckedSchemas } from '../workspace/read-schemas.ts'
import { dataTypings } from './data-typings.ts'
import { generateLayouts } from './generate-layouts.ts'
import { generateNative } from './generate-native.ts'
import { orphanedFiles } from './orphaned-files.ts'
import { wholeSchemas } from './whole-schemas.ts'

/** What a workspace generates, held against what is there. Paths are relative to `directory`. */
export interface GeneratedFiles {
  readonly directory: string
  readonly files: readonly string[]
  /** Those that are not there, or otherwise. */
  readonly stale: readonly string[]
  /** Generated once, from a schema that is gone. */
  readonly orphans: readonly string[]
  /** What cannot be generated, and warnings. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Generates the files of a workspace; with `isCheck` nothing is written. Throws `InvalidInput` for wrong schemas. */
export async function generateFiles(
  { isCheck }: { readonly isCheck: boolean },
  context: Context,
): Promise<GeneratedFiles> {
  const directory = findWorkspace(context)
  const { schemas, parts, diagnostics } = await readCheckedSchemas(directory)
  if (hasErrors(diagnostics)) throw new InvalidInput(diagnostics, directory)
  const workspace = await compileWorkspace(directory)
  const layouts = await generateLayouts(directory, workspace)
  const typings = await generateTypings(schemas, parts)
  const native = await generateNative(workspace, { schemas, parts })
  const data = await dataTypings(directory)
  const files = [...typings, ...data, ...wholeSchemas(schemas), ...native.files, ...layouts.files]
  const orphans = await orphanedFiles(directory, files, [
    'generated/ts',
    'generated/schemas',
    ...native.folders,
  ])
  const stale = await staleFiles(directory, files)
  // Where some are refused the others are written all the same: a wrong config may need the typings to become right.
  if (!isCheck) {
    for (const file of stale) await writeConfined(directory, file.path, file.text)
    for (const path of orphans) await removeConfined(directory, path)
  }
  return {
    directory,
    files: files.map(({ path }) => path),
    stale: stale.map(({ path }) => path),
    orphans,
    diagnostics: [...native.diagnostics, ...layouts.diagnostics],
  }
}

interface TextFile {
  readonly path: string
  readonly text: string
}

async function staleFiles(directory: string, files: readonly TextFile[]): Promise<TextFile[]> {
  const present = await Promise.all(
    files.map((file) => readConfined(directory, file.path).catch(nothingThere)),
  )
  return files.filter((file, index) => present[index] !== file.text)
}

/** What cannot be read is written anew; a link is not written over. */
function nothingThere(error: unknown): undefined {
  if (error instanceof LinkError) throw error
}
