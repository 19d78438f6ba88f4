import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { holdsPrivateKey, sha256 } from '../model/index.ts'

/** Entries kept; the least recently used go first. */
const mostEntries = 40

/** The cached text of `key`, or undefined where there is none or the file is truncated or damaged. */
export async function readCache(directory: string, key: string): Promise<string | undefined> {
  const path = join(cacheFolder(directory), key)
  try {
    const content = await readFile(path, 'utf8')
    const end = content.indexOf('\n')
    const text = content.slice(end + 1)
    if (content.slice(0, end) !== sha256(text)) return undefined
    const now = new Date()
    await utimes(path, now, now).catch(() => {}) // a read-only cache is as good
    return text
  } catch {
    return undefined // not there or not readable: made anew
  }
}

/** Keeps `text` under `key`, whole or not at all; a text with a private key is not. A full or read-only disk is not an error: the next run makes it anew. */
export async function writeCache(directory: string, key: string, text: string): Promise<void> {
  if (holdsPrivateKey(text)) return
  const folder = cacheFolder(directory)
  const temporary = join(folder, `${key}.${process.pid}.tmp`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(temporary, `${sha256(text)}\n${text}`)
    await rename(temporary, join(folder, key))
    await removeOldest(folder)
  } catch {
    await rm(temporary, { force: true }).catch(() => {})
  }
}

function cacheFolder(directory: string): string {
  return join(directory, '.appia', 'cache')
}

async function removeOldest(folder: string): Promise<void> {
  const names = await readdir(folder)
  if (names.length <= mostEntries) return
  const aged = await Promise.all(
    names.map(async (name) => ({ name, usedAt: (await stat(join(folder, name))).mtimeMs })),
  )
  aged.sort((a, b) => a.usedAt - b.usedAt)
  for (const { name } of aged.slice(0, names.length - mostEntries))
    await rm(join(folder, name), { force: true })
}
