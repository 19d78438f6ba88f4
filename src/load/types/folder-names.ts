import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'

/**
 * Tells of paths that surely lead nowhere, by the listings of folders, each of which is read once: the compiler may mean
 * any of twenty paths by a reference. True of all others.
 */
export function createFolderNames(): (path: string) => boolean {
  const listings = new Map<string, ReadonlySet<string> | undefined>()
  const mayBeThere = (path: string): boolean => {
    const folder = dirname(path)
    if (folder === path) return true
    if (!listings.has(folder)) {
      const isKnownAbsent = listings.has(dirname(folder)) && !mayBeThere(folder)
      listings.set(folder, isKnownAbsent ? new Set() : namesIn(folder))
    }
    return listings.get(folder)?.has(comparable(basename(path))) !== false
  }
  return mayBeThere
}

/** The names in a folder, none where it is not there; undefined where it does not tell. */
function namesIn(folder: string): ReadonlySet<string> | undefined {
  try {
    return new Set(readdirSync(folder).map(comparable))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException // fs throws nothing else
    return code === 'ENOENT' || code === 'ENOTDIR' ? new Set() : undefined
  }
}

/** Some file systems take names for the same that differ in case or in how letters are composed. */
function comparable(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
