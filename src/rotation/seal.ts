import { isHybridRecipient } from '../model/index.ts'
import type { Identity } from './identity.ts'

/** A seed and what it is bound to: nobody can pass one member's sealed text off as another's, or under another key id. */
export interface SeedFrame {
  /** The key in etcd that the sealed text is for. */
  readonly path: string
  readonly keyId: string
  readonly member: string
  /** 32 bytes. */
  readonly seed: Buffer
}

export const seedBytes = 32
const magic = Buffer.from('appia-seed\x01', 'latin1')

/**
 * The bytes inside a sealed text: magic and format version, then path, key id and member, each UTF-8 after its length
 * (u16, big-endian), then the seed.
 */
export function encodeFrame(frame: SeedFrame): Buffer {
  const texts = [frame.path, frame.keyId, frame.member].flatMap((text) => {
    const bytes = Buffer.from(text)
    const length = Buffer.alloc(2)
    length.writeUInt16BE(bytes.length)
    return [length, bytes]
  })
  return Buffer.concat([magic, ...texts, frame.seed])
}

/** Reads a frame; undefined for anything malformed. `seed` is a copy. */
export function decodeFrame(bytes: Buffer): SeedFrame | undefined {
  if (!bytes.subarray(0, magic.length).equals(magic)) return undefined
  const texts: string[] = []
  let offset = magic.length
  while (texts.length < 3) {
    if (offset + 2 > bytes.length) return undefined
    const end = offset + 2 + bytes.readUInt16BE(offset)
    if (end > bytes.length) return undefined
    texts.push(bytes.toString('utf8', offset + 2, end))
    offset = end
  }
  if (bytes.length - offset !== seedBytes) return undefined
  const [path = '', keyId = '', member = ''] = texts
  return { path, keyId, member, seed: Buffer.from(bytes.subarray(offset)) }
}

/** Seals a seed for one recipient: base64 of an age file. The caller still owns, and zeroes, the seed. */
export async function sealSeed(frame: SeedFrame, recipient: string): Promise<string> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const plain = encodeFrame(frame)
  try {
    return Buffer.from(await encrypter.encrypt(plain)).toString('base64')
  } finally {
    plain.fill(0)
  }
}

/** Opens a sealed seed; undefined when it was not sealed for this identity, or binds another path, key id or member. */
export async function openSeed(
  sealed: string,
  identity: Identity,
  expected: Omit<SeedFrame, 'seed'>,
): Promise<Buffer | undefined> {
  const plain = await openBytes(Buffer.from(sealed, 'base64'), identity)
  if (plain === undefined) return undefined
  const frame = decodeFrame(plain)
  plain.fill(0)
  if (frame === undefined) return undefined
  const { path, keyId, member } = frame
  if (path === expected.path && keyId === expected.keyId && member === expected.member) return frame.seed
  frame.seed.fill(0)
  return undefined
}

/** Seals any bytes for a recipient, as an age file. */
export async function sealBytes(plain: Uint8Array, recipient: string): Promise<Buffer> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return Buffer.from(await encrypter.encrypt(plain))
}

/** Opens an age file; undefined when it is damaged or for somebody else. */
export async function openBytes(sealed: Uint8Array, identity: Identity): Promise<Buffer | undefined> {
  try {
    const plain = await identity.decrypt(sealed)
    return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength)
  } catch {
    // age says why in prose only; for the caller a wrong identity and a damaged file are the same.
    return undefined
  }
}

/** Seals a text for all of these at once, as age's armored text. They are of one kind: the package would take a mix. */
export async function sealText(text: string, recipients: readonly string[]): Promise<string> {
  const kinds = new Set(recipients.map(isHybridRecipient))
  if (kinds.size !== 1) throw new Error('a text is sealed for recipients of one kind, and for one at least')
  const { armor, Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return armor.encode(await encrypter.encrypt(text))
}

/** Opens age's armored text; undefined when it is damaged or for somebody else. */
export async function openText(sealed: string, identity: Identity): Promise<string | undefined> {
  const { armor } = await import('age-encryption')
  try {
    const plain = await identity.decrypt(armor.decode(sealed))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain)
  } catch {
    return undefined
  }
}
