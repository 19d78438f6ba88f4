import { execFile } from 'node:child_process'
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

/** True where git tracks something in a folder of `directory`; its name holds '.' and letters alone. */
export async function isTracked(directory: string, folder: string): Promise<boolean> {
  try {
    const index = indexOf(directory)
    if (index === undefined || !mayName(index, folder)) return false
  } catch {
    // Git knows better.
  }
  return await isTrackedByGit(directory, folder)
}

/** The index of the repository that `directory` lies in. */
function indexOf(directory: string): Buffer | undefined {
  for (let candidate = directory; ; candidate = dirname(candidate)) {
    const git = join(candidate, '.git')
    if (existsSync(git)) {
      const index = join(gitFolder(git), 'index')
      return existsSync(index) ? readFileSync(index) : undefined
    }
    if (dirname(candidate) === candidate) return undefined
  }
}

/** A worktree has a file there, which names the folder. */
function gitFolder(git: string): string {
  if (lstatSync(git).isDirectory()) return git
  const [, named = ''] = /^gitdir: (.*)\n?$/.exec(readFileSync(git, 'utf8')) ?? []
  return resolve(dirname(git), named)
}

/**
 * False where an index (gitformat-index) surely names nothing in the folder. Asking git takes a process; of versions 2 and
 * 3, which hold each path as a whole, looking for its bytes is enough, unless parts of them lie elsewhere.
 */
function mayName(index: Buffer, folder: string): boolean {
  const isKnown = index.subarray(0, 4).toString('latin1') === 'DIRC' && [2, 3].includes(index.readUInt32BE(4))
  const isWhole = isKnown && !index.includes('link') && !index.includes('sdir')
  return !isWhole || index.includes(`${folder}/`)
}

async function isTrackedByGit(directory: string, folder: string): Promise<boolean> {
  try {
    const words = ['ls-files', '-z', '--', folder]
    return (await promisify(execFile)('git', words, { cwd: directory })).stdout !== ''
  } catch {
    return false // no repository, or no git
  }
}
