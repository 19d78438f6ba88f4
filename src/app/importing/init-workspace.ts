import { basename, resolve } from 'node:path'
import { generateTypings } from '../../codegen/index.ts'
import { LinkError, readConfined } from '../../files/index.ts'
import { type ImportedFile, type ProjectFile, scaffoldFiles } from '../../importing/index.ts'
import { exitCodes } from '../../model/index.ts'
import { parseSchemas } from '../../schema/index.ts'
import type { Context } from '../context.ts'
import { Failure, usageFailure } from '../failure.ts'
import { toolVersion } from '../workspace/tool-version.ts'
import type { WrittenFile } from './import-request.ts'
import { workspaceName } from './known-workspace.ts'
import { type WantedFile, writeFiles } from './write-files.ts'

/** A workspace to begin. */
export interface InitRequest {
  /** Where, relative to the directory of the context. */
  readonly folder: string
  /** Default: the folder's name. */
  readonly name?: string
  /** Default: the embedded store. */
  readonly endpoints?: readonly string[]
}

export interface InitReport {
  readonly directory: string
  readonly name: string
  readonly files: readonly WrittenFile[]
  /** Files of the project that were there and stay as they are. */
  readonly left: readonly LeftFile[]
}

/** A file that stays as it is, and what its owner should know of it. */
interface LeftFile {
  readonly path: string
  readonly advice?: string
}

/** What a workspace in this folder is called unless somebody says otherwise. */
export function defaultName(folder: string, { directory }: Context): string {
  return workspaceName(basename(resolve(directory, folder)))
}

/**
 * Writes a workspace of one component. Files that any project has (package.json, README.md …) are left where they are;
 * where another file of the workspace is there and says something else, nothing is written.
 */
export async function initWorkspace(request: InitRequest, context: Context): Promise<InitReport> {
  const directory = resolve(context.directory, request.folder)
  const { name = defaultName(request.folder, context), endpoints } = request
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw usageFailure(
      `"${name}" cannot be the name of a workspace`,
      'small letters, digits and dashes: --name web-shop',
    )
  const { own, project } = scaffoldFiles({ name, version: toolVersion(), ...(endpoints && { endpoints }) })
  const theirs = new Set(await differing(directory, project))
  const files: WantedFile[] = [
    ...own,
    ...(await typingsOf(own)),
    ...project.flatMap((file) => {
      if (!theirs.has(file.path)) return [file]
      return file.instead !== undefined && 'path' in file.instead ? [file.instead] : []
    }),
  ]
  const others = await differing(directory, files)
  if (others.length > 0) {
    const message = `nothing written: ${others.join(', ')} ${others.length === 1 ? 'is there, and another' : 'are there, and others'}`
    throw new Failure(exitCodes.refused, message, { help: 'begin in another folder: appia init DIR' })
  }
  const left = project.filter(({ path }) => theirs.has(path)).map(leftFile)
  return { directory, name, files: await writeFiles(directory, files, { isDry: false }), left }
}

function leftFile({ path, instead }: ProjectFile): LeftFile {
  if (instead === undefined) return { path }
  return { path, advice: 'path' in instead ? `${instead.path} stands beside it` : instead.words }
}

async function typingsOf(files: readonly ImportedFile[]): Promise<WantedFile[]> {
  const schemas = files.filter(({ path }) => path.startsWith('schemas/'))
  return await generateTypings(parseSchemas(schemas.map(({ path, text }) => ({ file: path, text }))).schemas)
}

/** Files that are there and say something else. */
async function differing(directory: string, files: readonly WantedFile[]): Promise<string[]> {
  const present = await Promise.all(
    files.map(async ({ path, text }) => {
      const found = await readConfined(directory, path).catch((error: unknown) => {
        if (error instanceof LinkError) throw error
        return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : null // fs throws nothing else
      })
      return found === undefined || found === text ? [] : [path]
    }),
  )
  return present.flat().sort()
}
