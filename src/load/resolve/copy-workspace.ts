import { copyFile, mkdir, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Ground } from './ground.ts'

/** What a copy of a workspace needs to mean the same. */
export interface Reached {
  /** Real paths. */
  readonly files: Iterable<string>
  /** Where a package manager has put links to packages, and their real paths. */
  readonly links: ReadonlyMap<string, string>
}

/** Copies files and links into a folder as they lie in the repository; gives the workspace in it. */
export async function copyWorkspace(
  { root, boundary }: Ground,
  { files, links }: Reached,
  into: string,
): Promise<string> {
  const placeOf = (path: string): string => join(into, relative(boundary, path))
  await mkdir(placeOf(root), { recursive: true })
  // A mark of a repository: what lies around the copy is no part of it.
  await mkdir(join(into, '.git'))
  for (const file of files) {
    await mkdir(dirname(placeOf(file)), { recursive: true })
    await copyFile(file, placeOf(file))
  }
  for (const [link, folder] of links) {
    await mkdir(dirname(placeOf(link)), { recursive: true })
    await symlink(relative(dirname(placeOf(link)), placeOf(folder)), placeOf(link))
  }
  return placeOf(root)
}
