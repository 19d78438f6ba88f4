import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { type CompiledCollection, checkCollections, compileCollection } from '../compile/index.ts'
import { type AuthoredCollection, type Diagnostic, hasErrors, type LoadedWorkspace } from '../model/index.ts'
import type { Schema } from '../schema/index.ts'

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
  const compiled = read.filter((each) => 'members' in each)
  const found = [...read.filter((each) => 'code' in each), ...compiled.flatMap((each) => each.diagnostics)]
  return { collections: hasErrors(found) ? [] : compiled, diagnostics: found }
}

/** One collection, or why its file cannot be read. */
export async function readCollection(
  directory: string,
  authored: AuthoredCollection,
  schemas: ReadonlyMap<string, Schema>,
): Promise<CompiledCollection | Diagnostic> {
  const schema = schemas.get(authored.schema)
  const text = await textIn(directory, authored.file)
  if (schema === undefined || text === undefined) return unreadable(authored)
  return await compileCollection(authored, { text, schema })
}

/** A link must not lead out of the workspace. */
async function textIn(directory: string, file: string): Promise<string | undefined> {
  try {
    const [root, path] = await Promise.all([realpath(directory), realpath(join(directory, file))])
    return path.startsWith(root + sep) ? await readFile(path, 'utf8') : undefined
  } catch {
    return undefined // said by the caller, with the declaration's place
  }
}

function unreadable({ file, at }: AuthoredCollection): Diagnostic {
  return {
    code: 'collection-file',
    severity: 'error',
    message: `${file} is not there or cannot be read`,
    ...(at && { at }),
    help: 'write the file, one document a line: {"key": "203.0.113.7", "value": {…}}',
  }
}
