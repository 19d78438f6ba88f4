import { constants, lstatSync } from 'node:fs'
import { open, readdir, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder, isSealed, replaceFile, requireOwnFolder, sealOf } from '../files/index.ts'
import { holdsPrivateKey, inputLimits } from '../model/index.ts'

/** Entries and bytes kept, over all workspaces of a user; the least recently used go first. */
const most = { entries: 200, bytes: 512 * 1024 * 1024 }

/** What an entry is called: what it holds, and the hash of all that it was made of (of lints, names and references: of where they stand). */
export type CacheName = `${'compiled' | 'lints' | 'names' | 'references' | 'types'}-${string}`

const entryPattern = /^(?:compiled|lints|names|references|types)-[0-9a-f]{64}$/
const ownPattern = /^(?:compiled|lints|names|references|types)-[0-9a-f]{64}(?:\.[0-9a-f-]{36}\.tmp)?$/

/** The cached text of `name`, or undefined where there is none, or one that this user's Appia did not write there. */
export async function readCache(name: CacheName): Promise<string | undefined> {
  try {
    const path = join(ownCache(), name)
    const flag = constants.O_RDONLY | constants.O_NOFOLLOW
    const content = await readBounded(path, flag)
    if (content === undefined) return undefined
    const end = content.indexOf('\n')
    const text = content.slice(end + 1)
    if (!isSealed(name, text, content.slice(0, end))) return undefined
    const now = new Date()
    await utimes(path, now, now).catch(() => {}) // a read-only cache is as good
    return text
  } catch {
    return undefined // not there or not readable: made anew
  }
}

/** Keeps `text` under `name`, whole or not at all; a text with a private key is not. A full or read-only disk is not an error: the next run makes it anew. */
export async function writeCache(name: CacheName, text: string): Promise<void> {
  if (holdsPrivateKey(text) || !entryPattern.test(name)) return
  if (text.length > inputLimits.cacheEntryBytes / 4) return // no character takes more than four bytes
  try {
    const folder = ownCache()
    await replaceFile(join(folder, name), `${sealOf(name, text)}\n${text}`, 0o600)
    await removeOldest(folder)
  } catch {
    // no folder or no key of this user's alone: nothing is kept
  }
}

/** Nothing larger than what is ever written. */
async function readBounded(path: string, flag: number): Promise<string | undefined> {
  const file = await open(path, flag)
  try {
    const { size } = await file.stat()
    return size > inputLimits.cacheEntryBytes ? undefined : await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

function ownCache(): string {
  const folder = cacheFolder()
  requireOwnFolder(folder)
  return folder
}

/** Only files that are named as ours are removed. */
async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => ownPattern.test(name))
  // In turn, which is faster than to ask for all at once; another process may remove some meanwhile.
  const found = names.flatMap((name) => {
    const file = lstatSync(join(folder, name), { throwIfNoEntry: false })
    return file?.isFile() ? [{ name, usedAt: file.mtimeMs, bytes: file.size }] : []
  })
  const newestFirst = found.sort((a, b) => b.usedAt - a.usedAt)
  let bytes = 0
  for (const [index, entry] of newestFirst.entries()) {
    bytes += entry.bytes
    if (index >= most.entries || bytes > most.bytes) await rm(join(folder, entry.name), { force: true })
  }
}
