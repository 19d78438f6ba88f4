import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Context } from '../context.ts'
import { usageFailure } from '../failure.ts'

const entry = join('configs', 'index.ts')

/** The workspace's directory: the one that was named, or the nearest folder upwards that has configs/index.ts. */
export function findWorkspace(context: Context): string {
  const directory = nearestWorkspace(context)
  if (directory !== undefined) return directory
  throw usageFailure(
    `no workspace here: no ${entry} in ${context.directory} or above`,
    'go to the workspace, or name it: --workspace DIR',
  )
}

/** As `findWorkspace`; undefined where there is none and none is named. */
export function nearestWorkspace({ workspace: given, directory }: Context): string | undefined {
  if (given !== undefined) {
    const named = resolve(directory, given)
    if (isWorkspace(named)) return named
    throw usageFailure(`${given} is not a workspace: it has no ${entry}`)
  }
  let candidate = directory
  while (!isWorkspace(candidate)) {
    if (dirname(candidate) === candidate) return undefined
    candidate = dirname(candidate)
  }
  return candidate
}

/** True for a folder that has configs/index.ts. */
export function isWorkspace(directory: string): boolean {
  return existsSync(join(directory, entry))
}
