import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package.json, as it was found: nothing in it is known to be of the right type. */
export type Manifest = Readonly<Record<string, unknown>>

const mostBytes = { manifest: 4 << 20, lockfile: 256 << 20 }

/** The package.json of a folder; undefined where there is none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  const text = readPlainFile(join(folder, 'package.json'), mostBytes.manifest)
  return text === undefined ? undefined : parseObject(text)
}

/** A lockfile of a folder. */
export function readLockfile(path: string): string | undefined {
  return readPlainFile(path, mostBytes.lockfile)
}

/** The text of a file, never of what a link leads to, a pipe or a device. */
export function readPlainFile(path: string, most: number = mostBytes.manifest): string | undefined {
  let file: number | undefined
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const status = fstatSync(file)
    return status.isFile() && status.size <= most ? readFileSync(file, 'utf8') : undefined
  } catch {
    return undefined // not there, a link, not ours to read
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** A text as a JSON object. */
export function parseObject(text: string): Manifest | undefined {
  try {
    return objectOf(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch {
    return undefined
  }
}

/** What a value holds where it is an object. */
export function objectOf(value: unknown): Manifest | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Manifest)
    : undefined
}

/** A member that is a text. */
export function textIn(holder: unknown, name: string): string | undefined {
  const members = objectOf(holder)
  const value = members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined
  return typeof value === 'string' ? value : undefined
}
