import { constants } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CompiledCollection, checkCollections, compileCollection } from '../../compile/index.ts'
import { LinkError, requireConfined } from '../../files/index.ts'
import {
  type AuthoredCollection,
  type DesiredCollection,
  type Diagnostic,
  hasErrors,
  type LoadedWorkspace,
} from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import { fileProblem } from '../file-problem.ts'

/** What was compiled in this process: a plan that is made or applied at once reads the file once. */
export const compiledHere = new WeakMap<DesiredCollection, Promise<CompiledCollection>>()

/** The collections of a workspace, read and compiled; none where something is wrong with one. */
export async function readCollections(
  directory: string,
  loaded: LoadedWorkspace,
  schemas: ReadonlyMap<string, Schema>,
): Promise<{ collections: readonly CompiledCollection[]; diagnostics: readonly Diagnostic[] }> {
  const diagnostics = checkCollections(loaded, schemas)
  if (hasErrors(diagnostics)) return { collections: [], diagnostics }
  const read: (CompiledCollection | Diagnostic)[] = []
  for (const authored of loaded.collections ?? [])
    read.push(await readCollection(directory, authored, schemas))
  const compiled = read.filter((each) => 'documents' in each)
  const problems = [...read.filter((each) => 'code' in each), ...compiled.flatMap((each) => each.diagnostics)]
  return { collections: hasErrors(problems) ? [] : compiled, diagnostics: problems }
}

/** One collection, or why its file cannot be read. */
export async function readCollection(
  directory: string,
  authored: AuthoredCollection,
  schemas: ReadonlyMap<string, Schema>,
): Promise<CompiledCollection | Diagnostic> {
  const schema = schemas.get(authored.schema)
  const read = await readCollectionFile(directory, authored.file)
  if ('problem' in read) return unreadable(authored, read.problem)
  if (schema === undefined) return unreadable(authored, 'its schema is not there')
  return await compileCollection(authored, { text: read.text, schema })
}

/** The text of a collection's file without its byte order mark, or in words why there is none. */
export async function readCollectionFile(
  directory: string,
  file: string,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  try {
    const path = join(directory, file)
    requireConfined(directory, path)
    const content = await readFile(path, { flag: constants.O_RDONLY | constants.O_NOFOLLOW })
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(content) }
  } catch (error) {
    if (error instanceof LinkError) return { problem: error.message }
    return { problem: fileProblem(error) }
  }
}

function unreadable({ file, at }: AuthoredCollection, problem: string): Diagnostic {
  return {
    code: 'collection-file',
    severity: 'error',
    message: `${file} cannot be read: ${problem}`,
    ...(at && { at }),
    help: 'write the file in UTF-8, one document a line: {"key": "203.0.113.7", "value": {…}}',
  }
}
