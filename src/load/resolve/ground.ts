import { existsSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { readManifest } from './manifest.ts'

/** Where modules may lie: in the workspace, and around it as far as the repository goes. Both are real paths. */
export interface Ground {
  readonly root: string
  /** The nearest folder, the workspace or above it, that is a repository; the workspace where there is none. */
  readonly boundary: string
}

/** The ground of the workspace at `root`. */
export function groundOf(root: string): Ground {
  for (let folder = root; ; folder = dirname(folder)) {
    if (isRepository(folder)) return { root, boundary: folder }
    if (folder === dirname(folder)) return { root, boundary: root }
  }
}

/** What git, npm, Yarn and pnpm take for the root of a repository. A branch can put such a mark only into itself. */
function isRepository(folder: string): boolean {
  const marks = ['.git', 'pnpm-workspace.yaml'].map((name) => join(folder, name))
  return marks.some(existsSync) || readManifest(folder)?.workspaces !== undefined
}

/** The folder and those above it, up to the boundary. */
export function foldersUp({ boundary }: Ground, from: string): string[] {
  const folders: string[] = []
  for (let folder = from; ; folder = dirname(folder)) {
    folders.push(folder)
    if (folder === boundary || folder === dirname(folder)) return folders
  }
}

/** A path as places name it: relative to the workspace, with '/'. */
export function nameIn({ root }: Ground, path: string): string {
  return relative(root, path).split(sep).join('/')
}

/** True of what a package manager has installed. */
export function isInstalled({ boundary }: Ground, path: string): boolean {
  return relative(boundary, path).split(sep).includes('node_modules')
}
