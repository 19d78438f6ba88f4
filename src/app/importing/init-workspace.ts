import { basename, resolve } from 'node:path'
import { generateTypings } from '../../codegen/index.ts'
import { LinkError, readConfined } from '../../files/index.ts'
import { scaffoldFiles } from '../../importing/index.ts'
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
}

/** What a workspace in this folder is called unless somebody says otherwise. */
export function defaultName(folder: string, { directory }: Context): string {
  return workspaceName(basename(resolve(directory, folder)))
}

/** Writes a workspace of one component. Where a file is there and is another, nothing is written. */
export async function initWorkspace(request: InitRequest, context: Context): Promise<InitReport> {
  const directory = resolve(context.directory, request.folder)
  const { name = defaultName(request.folder, context), endpoints } = request
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw usageFailure(
      `"${name}" cannot be the name of a workspace`,
      'small letters, digits and dashes: --name web-shop',
    )
  const version = toolVersion()
  const texts = scaffoldFiles({ name, version, ...(endpoints && { endpoints }) })
  const { schemas } = parseSchemas(
    texts.filter(({ path }) => path.startsWith('schemas/')).map(({ path, text }) => ({ file: path, text })),
  )
  const files: WantedFile[] = [...texts, ...(await generateTypings(schemas))]
  const others = await differing(directory, files)
  if (others.length > 0) {
    const message = `nothing written: ${others.join(', ')} ${others.length === 1 ? 'is there, and another' : 'are there, and others'}`
    throw new Failure(exitCodes.refused, message, { help: 'begin in another folder: appia init DIR' })
  }
  return { directory, name, files: await writeFiles(directory, files, { isDry: false }) }
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
