import { chmodSync, type Dirent, lstatSync, readdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { LinkError } from '../../files/index.ts'
import { exitCodes } from '../../model/index.ts'
import { Failure, usageFailure } from '../failure.ts'
import { isTracked } from './tracked-folder.ts'

/** Where the embedded stores and the journals of a workspace lie; git ignores it. */
const folderName = '.appia'

/**
 * Sees to it that what lies in `.appia` is this user's: no links, nothing that came with the sources, readable by
 * nobody else. Throws where it is not, or the environment's name leads out of it.
 */
export async function requireOwnFolder(directory: string, environment?: string): Promise<void> {
  if (environment !== undefined && !isFileName(environment))
    throw usageFailure(`"${environment}" cannot be the name of an environment: it is no name of a file`)
  const folder = join(directory, folderName)
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return
  if (found.isSymbolicLink()) throw new LinkError(folderName)
  if (!found.isDirectory()) return // whoever needs it says so
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const link = entries.find((entry) => entry.isSymbolicLink())
  if (link !== undefined) throw new LinkError(join(link.parentPath, link.name).slice(directory.length + 1))
  if (await isTracked(directory, folderName)) {
    throw new Failure(
      exitCodes.refused,
      `${folderName} is in git: what others put there could pass for ours`,
      {
        help: `git rm -r --cached ${folderName}, and a line ${folderName}/ in .gitignore`,
      },
    )
  }
  closeToOthers(folder, entries)
}

/** True for a name that stands for one file in a folder. */
function isFileName(name: string): boolean {
  return /^[^/\\\p{Cc}]{1,200}$/u.test(name) && name !== '.' && name !== '..'
}

function closeToOthers(folder: string, entries: readonly Dirent[]): void {
  const paths = [folder, ...entries.map(({ parentPath, name }) => join(parentPath, name))]
  for (const path of paths) {
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (found === undefined || (found.mode & 0o077) === 0 || found.uid !== userInfo().uid) continue
    chmodSync(path, found.mode & 0o700)
  }
}
