import { randomUUID } from 'node:crypto'
import { closeSync, constants, lstatSync, openSync, readFileSync } from 'node:fs'
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

/** A path of the workspace goes over a symbolic link, which could lead anywhere. */
export class LinkError extends Error {
  override readonly name = 'LinkError'

  constructor(link: string) {
    super(
      `${link} is a symbolic link, and none is followed in a workspace: put what it leads to in its place`,
    )
  }
}

/** True when `path` lies in the folder `root`. */
export function isWithin(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep)
}

/** The first part of `path` below `root` that is a symbolic link, relative to `root`. */
export function linkOn(root: string, path: string): string | undefined {
  let here = root
  for (const name of relative(root, path).split(sep)) {
    here = join(here, name)
    if (isLink(here)) return relative(root, here).split(sep).join('/')
  }
  return undefined
}

/** Throws `LinkError` where `path` goes over a link below `root`, or out of it. */
export function requireConfined(root: string, path: string): void {
  if (!isWithin(root, path)) throw new LinkError(path)
  const link = linkOn(root, path)
  if (link !== undefined) throw new LinkError(link)
}

/** The text of a file of the workspace. */
export async function readConfined(root: string, file: string): Promise<string> {
  const path = join(root, file)
  requireConfined(root, path)
  return await readFile(path, { encoding: 'utf8', flag: constants.O_RDONLY | constants.O_NOFOLLOW })
}

/** As `readConfined`, at once. */
export function readConfinedNow(root: string, file: string): string {
  const path = join(root, file)
  requireConfined(root, path)
  const opened = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    return readFileSync(opened, 'utf8')
  } finally {
    closeSync(opened)
  }
}

/** The names in a folder of the workspace, sorted; none where it is not there. */
export async function listConfined(root: string, folder: string): Promise<string[]> {
  const path = join(root, folder)
  requireConfined(root, path)
  return (await readdir(path).catch((): string[] => [])).sort()
}

/** What lies in a folder and the folders below it, sorted: files, and links, which are not followed. */
export interface FolderContents {
  readonly files: readonly string[]
  readonly links: readonly string[]
}

/** Everything below a folder but what packages and hidden folders hold; paths relative to it, with '/'. */
export async function walkConfined(root: string, folder = ''): Promise<FolderContents> {
  const entries = await readdir(join(root, folder), { withFileTypes: true })
  const files: string[] = []
  const links: string[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    if (entry.isSymbolicLink()) links.push(path)
    else if (entry.isFile()) files.push(path)
    else if (entry.isDirectory()) {
      const below = await walkConfined(root, path)
      files.push(...below.files)
      links.push(...below.links)
    }
  }
  return { files, links }
}

/** Writes a file of the workspace; a reader sees the old one or the new one, never half of it. */
export async function writeConfined(root: string, file: string, text: string): Promise<void> {
  const path = join(root, file)
  requireConfined(root, path)
  await mkdir(dirname(path), { recursive: true })
  await replaceFile(path, text, 0o666)
}

/** Removes a file of the workspace, never what it leads to. */
export async function removeConfined(root: string, file: string): Promise<void> {
  const path = join(root, file)
  requireConfined(root, dirname(path))
  if (!(await lstat(path)).isDirectory()) await rm(path)
}

/** By a new file beside it, which nobody can have put there before, and a rename. */
export async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    await writeFile(temporary, text, { flag: 'wx', mode })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
  } catch {
    return false // not ours to look at
  }
}
