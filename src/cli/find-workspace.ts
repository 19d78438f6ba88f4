import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Invocation } from './command.ts'
import { usageFailure } from './failure.ts'

const entry = join('configs', 'index.ts')

/** The workspace's directory: `--workspace`, or the nearest folder upwards that has configs/index.ts. */
export function findWorkspace(invocation: Invocation): string {
  const given = invocation.options.text('workspace')
  if (given !== undefined) {
    const directory = resolve(invocation.directory, given)
    if (existsSync(join(directory, entry))) return directory
    throw usageFailure(`${given} is no workspace: it has no ${entry}`)
  }
  for (let directory = invocation.directory; ; directory = dirname(directory)) {
    if (existsSync(join(directory, entry))) return directory
    if (dirname(directory) === directory) break
  }
  throw usageFailure(
    `no workspace here: no ${entry} in ${invocation.directory} or above`,
    'go to the workspace, or name it: --workspace DIR',
  )
}
