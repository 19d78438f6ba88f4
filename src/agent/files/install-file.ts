import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { lstat, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { syncFolder } from '../../files/index.ts'
import type { Prepared } from './place.ts'

/** How a file is to be. */
export interface InstallOptions {
  /** Octal: `0640`. */
  readonly mode: string
  readonly owner?: string | undefined
  readonly group?: string | undefined
  /** False: whoever is killed leaves it, a machine that goes down may not. Default true. */
  readonly isDurable?: boolean
}

/** Writes the bytes beside `path`, and to the disk. Rejects with what the system says, and leaves nothing. */
export async function prepareFile(
  path: string,
  bytes: Uint8Array,
  options: InstallOptions,
): Promise<Prepared> {
  const folder = dirname(path)
  const temporary = join(folder, `${marker(path)}${randomUUID()}`)
  const discard = () => rm(temporary, { force: true })
  try {
    await writeNew(temporary, bytes, options)
  } catch (error) {
    await discard()
    throw error
  }
  const install = async () => {
    await rename(temporary, path)
    if (options.isDurable !== false) await syncFolder(folder)
  }
  return { path: temporary, install, discard }
}

/** Writes a file that is not there yet, to the disk. Rejects with what the system says; something may be left. */
export async function writeNew(
  path: string,
  bytes: Uint8Array,
  { mode, owner, group, isDurable = true }: InstallOptions,
): Promise<void> {
  const { uid, gid } = await ownerNumbers({ owner, group })
  // Nobody else may read it before it has its owner.
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    if (uid !== undefined || gid !== undefined) {
      const { uid: own, gid: ownGroup } = await file.stat()
      await file.chown(uid ?? own, gid ?? ownGroup)
    }
    await file.chmod(Number.parseInt(mode, 8))
    if (isDurable) await file.sync()
  } finally {
    await file.close()
  }
}

/** The numbers of a user and a group, as the system's own databases have them. Rejects where there is no such one. */
export async function ownerNumbers({ owner, group }: Pick<InstallOptions, 'owner' | 'group'>): Promise<{
  readonly uid: number | undefined
  readonly gid: number | undefined
}> {
  return { uid: await numberOf(owner, 'passwd'), gid: await numberOf(group, 'group') }
}

/** Writes a file whole, or not at all. */
export async function installFile(path: string, bytes: Uint8Array, options: InstallOptions): Promise<void> {
  const prepared = await prepareFile(path, bytes, options)
  try {
    await prepared.install()
  } catch (error) {
    await prepared.discard()
    throw error
  }
}

/** The bytes of a file; undefined where there is none. A link is none: what it leads to is not the agent's. */
export async function readInstalled(path: string): Promise<Buffer | undefined> {
  try {
    return (await lstat(path)).isFile() ? await readFile(path) : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Removes a file for good. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true })
  await syncFolder(dirname(path))
}

/** Takes away what an agent that was killed has left beside a file. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path)
  const left = (await readdir(folder)).filter((name) => name.startsWith(marker(path)))
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })))
}

/** How the names begin of what an agent makes beside a path. */
export function marker(path: string): string {
  return `.${basename(path)}.appia-`
}

const run = promisify(execFile)

/** Asked for once: a program is run for it. */
const known = new Map<string, Promise<number>>()

async function numberOf(name: string | undefined, database: 'passwd' | 'group'): Promise<number | undefined> {
  if (name === undefined) return undefined
  if (/^[0-9]+$/.test(name)) return Number(name)
  const place = `${database} ${name}`
  const asked = known.get(place) ?? ask(name, database)
  known.set(place, asked)
  // There may be one later.
  asked.catch(() => known.delete(place))
  return await asked
}

async function ask(name: string, database: 'passwd' | 'group'): Promise<number> {
  const { stdout } = await run('getent', [database, '--', name]).catch(() => ({ stdout: '' }))
  const [, , number = ''] = stdout.split(':')
  if (!/^[0-9]+$/.test(number)) throw new Error(`no such ${database === 'group' ? 'group' : 'user'}: ${name}`)
  return Number(number)
}
