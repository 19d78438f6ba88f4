import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { MessageLimits } from '../cache/cache-file.ts'

/** The keys of one member, unsealed, for a native component of its node. */
export interface KeyringContent {
  /** component@node: whose keys they are, and the sender of what is sealed under them. */
  readonly member: string
  /** Generation of the keyset that the keys come from; a component refuses one below what it holds. */
  readonly generation: number
  readonly limits: MessageLimits
  /** Id of the key to seal under; null while there is none. It is one of `keys`. */
  readonly primary: string | null
  readonly keys: readonly KeyringKey[]
}

/** One key of a keyring, unsealed: the caller zeroes the seed after use. */
export interface KeyringKey {
  readonly id: string
  /** 32 bytes. */
  readonly seed: Uint8Array
}

const magic = Buffer.from('appia-keyring', 'latin1')
const version = 1
const seedBytes = 32
const checksumBytes = 32
const mostKeys = 255

/**
 * The bytes of a keyring file, big-endian: `appia-keyring` · version (u8) · generation (u64) · longest message age in ms
 * (u64) · message cap (u64) · member (u8 length, UTF-8) · primary (u8 length, UTF-8; length 0: none) · number of keys
 * (u8) · for each key its id (u8 length, UTF-8) and seed (32) · SHA-256 of all before. The caller zeroes it after use.
 */
export function encodeKeyring({ member, generation, limits, primary, keys }: KeyringContent): Buffer {
  if (keys.length > mostKeys) throw new Error(`a keyring holds ${mostKeys} keys at most, not ${keys.length}`)
  if (primary !== null && !keys.some(({ id }) => id === primary)) {
    throw new Error(`the primary key ${primary} is not in the keyring`)
  }
  const numbers = Buffer.alloc(24)
  numbers.writeBigUInt64BE(BigInt(generation), 0)
  // Both are compared with whole numbers only: so rounded, they decide as they did.
  numbers.writeBigUInt64BE(wholeNumber(Math.floor(limits.longestMessageAge)), 8)
  numbers.writeBigUInt64BE(wholeNumber(Math.ceil(limits.messageCap)), 16)
  const parts = [
    magic,
    Buffer.of(version),
    numbers,
    textOf(member),
    primary === null ? Buffer.of(0) : textOf(primary),
    Buffer.of(keys.length),
    ...keys.flatMap(({ id, seed }) => [textOf(id), seedOf(id, seed)]),
  ]
  const length = parts.reduce((sum, part) => sum + part.length, checksumBytes)
  // Not from the pool that small buffers share: what held seeds is zeroed by its owner.
  const bytes = Buffer.alloc(length)
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  bytes.set(sha256(bytes.subarray(0, offset)), offset)
  return bytes
}

/** Reads a keyring; undefined for anything that `encodeKeyring` does not write. The seeds are views of `bytes`. */
export function decodeKeyring(bytes: Buffer): KeyringContent | undefined {
  const end = bytes.length - checksumBytes
  if (end < magic.length + 28 || !bytes.subarray(0, magic.length).equals(magic)) return undefined
  if (bytes[magic.length] !== version || !sha256(bytes.subarray(0, end)).equals(bytes.subarray(end))) {
    return undefined
  }
  const reader = new Reader(bytes.subarray(0, end), magic.length + 1)
  const [generation, longestMessageAge, messageCap] = [reader.number(), reader.number(), reader.number()]
  const member = reader.text()
  const primary = reader.text() || null
  const keys = Array.from({ length: reader.take(1)[0] ?? 0 }, () => ({
    id: reader.text(),
    seed: reader.take(seedBytes),
  }))
  const ids = new Set(keys.map(({ id }) => id))
  const isWhole = reader.isAtEnd && member !== '' && ids.size === keys.length && !ids.has('')
  if (!isWhole || (primary !== null && !ids.has(primary))) return undefined
  return { member, generation, limits: { longestMessageAge, messageCap }, primary, keys }
}

/**
 * Replaces a keyring file whole: a component that reads it sees the old one or the new one. Mode 0400; with `owner`, given
 * to the component's user. The folder belongs on a tmpfs, so that no seed reaches a disk.
 */
export async function writeKeyring(
  path: string,
  content: KeyringContent,
  owner?: { readonly uid: number; readonly gid: number },
): Promise<void> {
  const bytes = encodeKeyring(content)
  const temporary = join(dirname(path), `${keyringMarker(path)}${process.pid}.tmp`)
  await rm(temporary, { force: true })
  try {
    const file = await open(temporary, 'wx', 0o400)
    try {
      await file.writeFile(bytes)
      // Whatever the umask made of it; before the chown, after which it is another's file.
      await file.chmod(0o400)
      if (owner !== undefined) await file.chown(owner.uid, owner.gid)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    bytes.fill(0)
  }
}

/** How the names begin of what a writer that was killed may have left beside a keyring file: it holds seeds. */
export function keyringMarker(path: string): string {
  return `.${basename(path)}.keyring-`
}

/** Takes fields off in turn; what is not there or no text reads as something, and `isAtEnd` stays false. */
class Reader {
  private readonly bytes: Buffer
  private offset: number
  private isBroken = false

  constructor(bytes: Buffer, offset: number) {
    this.bytes = bytes
    this.offset = offset
  }

  get isAtEnd(): boolean {
    return !this.isBroken && this.offset === this.bytes.length
  }

  take(length: number): Buffer {
    const end = this.offset + length
    if (end > this.bytes.length) this.isBroken = true
    const taken = this.bytes.subarray(this.offset, end)
    this.offset = end
    return taken
  }

  number(): number {
    const taken = this.take(8)
    const value = taken.length === 8 ? Number(taken.readBigUInt64BE()) : Number.NaN
    if (!Number.isSafeInteger(value)) this.isBroken = true
    return value
  }

  text(): string {
    const taken = this.take(this.take(1)[0] ?? 0)
    if (!isUtf8(taken)) this.isBroken = true
    return taken.toString('utf8')
  }
}

function textOf(text: string): Buffer {
  const bytes = Buffer.from(text)
  if (bytes.length === 0 || bytes.length > 255) {
    throw new Error(`a name in a keyring has 1 to 255 bytes, not ${bytes.length}`)
  }
  return Buffer.concat([Buffer.of(bytes.length), bytes])
}

function seedOf(id: string, seed: Uint8Array): Uint8Array {
  if (seed.length !== seedBytes)
    throw new Error(`the seed of key ${id} has ${seed.length} bytes, not ${seedBytes}`)
  return seed
}

function wholeNumber(value: number): bigint {
  return BigInt(Math.min(Math.max(value, 0), Number.MAX_SAFE_INTEGER))
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
