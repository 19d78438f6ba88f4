import { existsSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/**
 * Where a directory lies in its repository, with slashes: `services/capture`. Empty at the root, and outside of any
 * repository. A worktree and a submodule have a file called .git.
 */
export function repositoryFolder(directory: string): string {
  for (let root = directory; ; root = dirname(root)) {
    if (existsSync(join(root, '.git'))) return relative(root, directory).split(sep).join('/')
    if (dirname(root) === root) return ''
  }
}
