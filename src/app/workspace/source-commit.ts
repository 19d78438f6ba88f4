import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { SourceFile } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { dirtyMark } from './commit-name.ts'
import { isWorkspace } from './find-workspace.ts'

/**
 * The commit that these sources are of, with `+dirty` where what is tracked in the workspace differs from it, or a
 * source is not in it. Undefined outside a repository, in one without commits, and where git is not installed.
 */
export async function sourceCommit(
  directory: string,
  sources: readonly SourceFile[],
  { variables }: Pick<Context, 'variables'>,
): Promise<string | undefined> {
  if (!isWorkspace(directory)) return undefined
  const git = (words: readonly string[]) => outputOfGit(words, directory, variables)
  try {
    const [commit = '', prefix = ''] = (await git(['rev-parse', 'HEAD', '--show-prefix'])).split('\n')
    const status = await git([
      'status',
      '--porcelain=v1',
      '-z',
      '--no-renames',
      '--untracked-files=all',
      '--ignored=matching',
      '--',
      '.',
    ])
    const entries = status.split('\0').filter((entry) => entry !== '')
    return entries.some((entry) => isDifference(entry, prefix, sources)) ? `${commit}${dirtyMark}` : commit
  } catch {
    return undefined
  }
}

/**
 * `?? configs/new.ts`, `!! node_modules/`: what git does not track counts only where it is a source; not what packages
 * hold, which the commit pins.
 */
function isDifference(entry: string, prefix: string, sources: readonly SourceFile[]): boolean {
  const isTracked = !entry.startsWith('??') && !entry.startsWith('!!')
  if (isTracked) return true
  const path = entry.slice(3 + prefix.length)
  const own = sources.filter(({ file }) => !file.split('/').includes('node_modules'))
  return own.some(({ file }) => file === path || (path.endsWith('/') && file.startsWith(path)))
}

async function outputOfGit(
  words: readonly string[],
  directory: string,
  variables: Context['variables'],
): Promise<string> {
  const options = {
    cwd: directory,
    env: { ...variables, GIT_OPTIONAL_LOCKS: '0' },
    maxBuffer: 64 * 1024 * 1024,
  }
  return (await promisify(execFile)('git', words, options)).stdout
}
