import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { requireOwnFolder, stateFolder } from './user-folder.ts'

const keyBytes = 32

/** The seal of an entry: only who holds the user's key can make one, and only for this name. 64 hex digits. */
export function sealOf(name: string, content: string | Uint8Array): string {
  return createHmac('sha256', userKey()).update(`${name}\n`).update(content).digest('hex')
}

/** True where `seal` is that of the entry. */
export function isSealed(name: string, content: string | Uint8Array, seal: string): boolean {
  const [given, expected] = [Buffer.from(seal), Buffer.from(sealOf(name, content))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** A hash of what may be guessed, which only who holds the user's key can compute; undefined where there is no key. */
export function keyedHash(text: string): string | undefined {
  try {
    return sealOf('name', text)
  } catch {
    return undefined
  }
}

/** The key of this user, made where there is none. Throws where it cannot be, or others could read it. */
function userKey(): Buffer {
  const folder = stateFolder()
  requireOwnFolder(folder)
  const path = join(folder, 'cache-key')
  try {
    return readKey(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  makeKey(path)
  return readKey(path)
}

/** By a link to a finished file: two processes at once agree on one key. */
function makeKey(path: string): void {
  const draft = `${path}.${randomUUID()}`
  writeFileSync(draft, randomBytes(keyBytes), { flag: 'wx', mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}

function readKey(path: string): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const { uid, mode } = fstatSync(descriptor)
    const key = readFileSync(descriptor)
    if (uid !== process.getuid?.() || (mode & 0o077) !== 0 || key.length !== keyBytes)
      throw new Error(`${path} is not a key of this user alone`)
    return key
  } finally {
    closeSync(descriptor)
  }
}
