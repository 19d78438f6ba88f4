import { lstatSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** Where this user's cache lies (XDG Base Directory): nothing of it is kept in a workspace, which others write. */
export function cacheFolder(): string {
  return userFolder('XDG_CACHE_HOME', '.cache')
}

/** Where the key lies that authenticates the cache: elsewhere, so that a cache that CI restores does not bring its own. */
export function stateFolder(): string {
  return userFolder('XDG_STATE_HOME', '.local/state')
}

function userFolder(variable: string, below: string): string {
  const named = process.env[variable]
  const base = named !== undefined && isAbsolute(named) ? named : join(homedir(), below)
  return join(base, 'appia')
}

/** Makes the folder for its owner alone; throws where it is a link, somebody else's or open to others. */
export function requireOwnFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const found = lstatSync(path)
  const isOurs = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
  if (!isOurs) throw new Error(`${path} is not a folder of this user alone`)
}
