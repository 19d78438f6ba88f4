import { lstat, readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { generateTypings } from '../../codegen/index.ts'
import { LinkError, readConfined } from '../../files/index.ts'
import { type ConversionNote, convertSchema } from '../../importing/index.ts'
import { exitCodes } from '../../model/index.ts'
import { parseSchemas } from '../../schema/index.ts'
import type { Context } from '../context.ts'
import { Failure, InvalidInput, usageFailure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'
import { findWorkspace } from '../workspace/find-workspace.ts'
import type { WrittenFile } from './import-request.ts'
import { writeFiles } from './write-files.ts'

/** A published schema that is to become one of the workspace. */
export interface SchemaRequest {
  readonly file: string
  /** Of the schema here; default: what its file is called. */
  readonly name?: string
  readonly isForced: boolean
  readonly isDry: boolean
}

/** What became of a published schema. */
export interface SchemaReport {
  readonly name: string
  readonly files: readonly WrittenFile[]
  readonly questions: number
  /** What could not be carried over. */
  readonly notes: readonly ConversionNote[]
  readonly isDry: boolean
}

/** Converts a published schema of any draft into one of the workspace, and writes its typings. */
export async function importSchema(request: SchemaRequest, context: Context): Promise<SchemaReport> {
  const directory = findWorkspace(context)
  const name = request.name ?? basename(request.file).replace(/(\.schema)?\.jsonc?$/, '')
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(name))
    throw usageFailure(`"${name}" cannot be the name of a schema`, 'give it one: --name NAME')
  const text = await readPublished(request.file, context)
  const converted = await convertSchema(name, { file: request.file, text })
  // Its places are in the converted text, which is written nowhere.
  if ('diagnostics' in converted) throw new InvalidInput(converted.diagnostics)
  const path = `schemas/${name}.schema.json`
  const present = await readConfined(directory, path).catch((error: unknown) => {
    if (error instanceof LinkError) throw error
  })
  if (present !== undefined && present !== converted.text && !request.isForced) {
    throw new Failure(exitCodes.refused, `nothing written: ${path} is there, and another`, {
      help: 'give it another name (--name), or write it anew: --force',
    })
  }
  const typings = await generateTypings(parseSchemas([{ file: path, text: converted.text }]).schemas)
  const files = await writeFiles(directory, [{ path, text: converted.text }, ...typings], request)
  const questions = converted.text.split('"x-question"').length - 1
  return { name, files, questions, notes: converted.notes, isDry: request.isDry }
}

async function readPublished(file: string, { directory }: Context): Promise<string> {
  const path = resolve(directory, file)
  try {
    if ((await lstat(path)).isSymbolicLink()) throw new LinkError(file)
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof LinkError) throw error
    throw usageFailure(`cannot read ${file}: ${fileProblem(error)}`)
  }
}
