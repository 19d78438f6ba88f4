import { constants } from 'node:fs'
import { lstat, readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { LinkError, requireConfined, walkConfined } from '../../files/index.ts'
import {
  findEnvironments,
  inOrderOfStages,
  isReadable,
  isStage,
  readableEndings,
} from '../../importing/index.ts'
import { configKey, type Diagnostic, storeLimits } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { usageFailure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'
import type { FoundText, GatheredTexts, ImportRequest, LeftAlone } from './import-request.ts'

/** A file to be imported: its folder, which no link leads out of, and its path there. */
interface FoundFile {
  readonly root: string
  readonly path: string
  /** As it was named, or the folder with it. */
  readonly shown: string
}

/** Reads the files that were named, and those in the folders that were. */
export async function gatherFiles(request: ImportRequest, context: Context): Promise<GatheredTexts> {
  const roots = await Promise.all(request.paths.map((path) => findFiles(path, context)))
  const folders = roots.filter(({ isFolder }) => isFolder)
  const all = roots.flatMap(({ files }) => files)
  const links = roots.flatMap((each) => each.links)
  const readable = all.filter(({ path }) => isReadable(path) && !isOfPackage(path))
  if (readable.length === 0) throw nothingToImport(request.paths, all)
  const placed = placeFiles(readable, { request, folders: folders.map(({ root }) => root) })
  const texts: FoundText[] = []
  const diagnostics: Diagnostic[] = []
  for (const file of placed.files) {
    const read = await readText(file)
    if (typeof read === 'string') texts.push({ ...file, from: file.shown, file: file.shown, text: read })
    else diagnostics.push(read)
  }
  return {
    texts,
    environments: placed.environments.map((name) => environmentOf(name, context)),
    leftAlone: [
      ...all.filter((each) => !readable.includes(each)).map(({ shown }) => unread(shown)),
      ...links.map((link) => ({ what: link, why: 'a symbolic link, and none is followed' })),
      ...placed.others.map((what) => ({ what, why: 'beside the folders of environments' })),
    ],
    diagnostics: [...diagnostics, ...twoForOneKey(texts)],
  }
}

interface FoundRoot {
  readonly root: string
  readonly isFolder: boolean
  readonly files: readonly FoundFile[]
  readonly links: readonly string[]
}

async function findFiles(named: string, { directory }: Context): Promise<FoundRoot> {
  const path = resolve(directory, named)
  const found = await lstat(path).catch((error: unknown) => {
    throw usageFailure(`cannot read ${named}: ${fileProblem(error)}`)
  })
  if (found.isSymbolicLink()) throw new LinkError(named)
  if (!found.isDirectory()) {
    if (!isReadable(path))
      throw usageFailure(`${named} has none of the endings ${readableEndings.join(', ')}`, endingHelp)
    const root = dirname(path)
    return { root, isFolder: false, files: [{ root, path: basename(path), shown: named }], links: [] }
  }
  const { files, links } = await walkConfined(path)
  const shown = (file: string) => relative(directory, join(path, file)).split(sep).join('/')
  return {
    root: path,
    isFolder: true,
    files: files.map((file) => ({ root: path, path: file, shown: shown(file) })),
    links: links.map(shown),
  }
}

const endingHelp = 'name files by what is in them: api.json'

/** What npm and compilers keep in a folder is no service's configuration. */
function isOfPackage(path: string): boolean {
  return /^(package|package-lock|npm-shrinkwrap|tsconfig(\..+)?|jsconfig)\.json$/.test(basename(path))
}

function unread(what: string): LeftAlone {
  return {
    what,
    why: isOfPackage(what) ? 'of npm or a compiler' : `its ending is none of ${readableEndings.join(', ')}`,
  }
}

function nothingToImport(paths: readonly string[], all: readonly FoundFile[]): Error {
  const found =
    all.length === 0
      ? 'it is empty'
      : `it has ${all
          .slice(0, 3)
          .map(({ path }) => path)
          .join(', ')}${all.length > 3 ? ', …' : ''}`
  return usageFailure(
    `nothing to import in ${paths.join(', ')}: ${found}`,
    `files that are read end with ${readableEndings.map((ending) => `.${ending}`).join(', ')}`,
  )
}

interface PlacedFile extends FoundFile {
  readonly environment: string
  readonly key: string
}

/** Which environment and which key each file is of. */
function placeFiles(
  files: readonly FoundFile[],
  { request, folders }: { readonly request: ImportRequest; readonly folders: readonly string[] },
): { files: readonly PlacedFile[]; environments: readonly string[]; others: readonly string[] } {
  const named = request.environments
  const keyOf = (path: string) => keyFor(path, request, files.length)
  if (areEnvironments(folders, files, named)) {
    const placed = files.map((file) => ({ ...file, environment: basename(file.root), key: keyOf(file.path) }))
    const names = placed.map(({ environment }) => environment)
    return { files: placed, environments: named.length > 0 ? named : inOrderOfStages(names), others: [] }
  }
  const { environments, placed, others } = findEnvironments(
    files.map(({ path }) => path),
    named,
  )
  const byPath = new Map(placed.map((each) => [each.path, each]))
  const inPlace = files.flatMap((file): PlacedFile[] => {
    const found = byPath.get(file.path)
    return found === undefined ? [] : [{ ...file, environment: found.environment, key: keyOf(found.rest) }]
  })
  return { files: inPlace, environments: environments.length === 0 ? [''] : environments, others }
}

/** Several folders are environments where they are called so, or have the same files. */
function areEnvironments(
  folders: readonly string[],
  files: readonly FoundFile[],
  named: readonly string[],
): boolean {
  const names = folders.map((folder) => basename(folder))
  if (
    folders.length < 2 ||
    new Set(names).size < names.length ||
    files.some(({ root }) => !folders.includes(root))
  )
    return false
  if (names.every((name) => named.includes(name) || isStage(name))) return true
  return named.length === 0 && new Set(files.map(({ path }) => path)).size < files.length
}

function keyFor(path: string, { keyPattern }: ImportRequest, files: number): string {
  const name = path.replace(/\.[^./]+$/, '')
  if (keyPattern === undefined) return configKey(name)
  if (!keyPattern.includes('{name}') && files > 1)
    throw usageFailure(
      `--key ${keyPattern} is one key for ${files} files`,
      'put {name} in it: --key /services/{name}',
    )
  return keyPattern.replaceAll('{name}', name)
}

/** Files say nothing of a store: endpoints that are named are those of all environments, which then lie side by side. */
function environmentOf(
  name: string,
  { endpoints, prefix = '' }: Context,
): GatheredTexts['environments'][number] {
  if (endpoints === undefined) return { name, prefix }
  return { name, endpoints: endpoints.split(','), prefix: name === '' ? prefix : `${prefix}/${name}` }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

async function readText({ root, path, shown }: FoundFile): Promise<string | Diagnostic> {
  const refuse = (message: string, help: string): Diagnostic => {
    return {
      code: 'import-refused',
      severity: 'error',
      message,
      at: { file: shown, line: 1, column: 1 },
      help,
    }
  }
  try {
    const whole = join(root, path)
    requireConfined(root, whole)
    const { size } = await lstat(whole)
    if (size > storeLimits.requestBytes) {
      const message = `${shown} has ${size.toLocaleString('en')} bytes, and a value in etcd at most ${storeLimits.requestBytes.toLocaleString('en')}`
      return refuse(message, 'split it, or keep it where large files belong and its place in etcd')
    }
    return utf8.decode(await readFile(whole, { flag: constants.O_RDONLY | constants.O_NOFOLLOW }))
  } catch (error) {
    if (error instanceof LinkError) throw error
    return refuse(`cannot read ${shown}: ${fileProblem(error)}`, 'mend it, or leave it out')
  }
}

function twoForOneKey(texts: readonly FoundText[]): Diagnostic[] {
  const seen = new Map<string, FoundText>()
  return texts.flatMap((text): Diagnostic[] => {
    const place = `${text.environment}\n${text.key}`
    const other = seen.get(place)
    seen.set(place, text)
    if (other === undefined) return []
    const message = `${other.from} and ${text.from} are both of the key ${text.key}`
    const at = { file: text.file, line: 1, column: 1 }
    return [
      {
        code: 'duplicate-key',
        severity: 'error',
        message,
        at,
        help: 'import one of them, or give them keys of their own: --key',
      },
    ]
  })
}
