import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  webcrypto,
} from 'node:crypto'
import { isHybridRecipient } from '../model/index.ts'
import { decodeBech32, encodeBech32 } from './bech32.ts'

const recipientPrefix = 'age'
const identityPrefix = 'age-secret-key-'
/** Of post-quantum hybrid ones: ML-KEM-768 with X25519. */
const hybridRecipientPrefix = 'age1pq'
const hybridIdentityPrefix = 'age-secret-key-pq-'
const hybridRecipientBytes = 1216
/** DER of a PKCS #8 X25519 key up to its 32 bytes (RFC 8410). */
const pkcs8Header = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** Opens what was sealed for one member. */
export interface Identity {
  /** `age1…`, public. */
  readonly recipient: string
  /** What is in an age file; rejects where that is damaged or for somebody else. The key cannot be read from it. */
  readonly decrypt: (sealed: Uint8Array) => Promise<Uint8Array>
}

/** The content of an identity's file (age's own format), to be zeroed after writing it, and its recipient. */
export interface NewIdentity {
  readonly content: Buffer
  readonly recipient: string
}

/** A new X25519 identity. */
export function createIdentityFile(): NewIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  const encoded = encodeIdentity(identityPrefix, der.subarray(-32))
  der.fill(0)
  return fileOf(encoded, recipientOf(publicKey))
}

/** A new post-quantum hybrid identity. age's library takes it as a text, which cannot be erased from memory. */
export async function createHybridIdentityFile(): Promise<NewIdentity> {
  const { identityToRecipient } = await import('age-encryption')
  const secret = randomBytes(32)
  const encoded = encodeIdentity(hybridIdentityPrefix, secret)
  secret.fill(0)
  return fileOf(encoded, await identityToRecipient(encoded.toString('latin1')))
}

/** Reads an age identity file and zeroes `content`; undefined when no X25519 or post-quantum hybrid identity is in it. */
export async function parseIdentityFile(content: Buffer): Promise<Identity | undefined> {
  const found = findSecret(content)
  content.fill(0)
  if (found === undefined) return undefined
  const { secret, isHybrid } = found
  try {
    return isHybrid ? await hybridIdentity(secret) : await plainIdentity(secret)
  } finally {
    secret.fill(0)
  }
}

/** True for a well-formed recipient: X25519, `age1…`, or post-quantum hybrid, `age1pq1…`. */
export function isRecipient(text: string): boolean {
  const bytes = Buffer.from(text, 'latin1')
  return isHybridRecipient(text)
    ? decodeBech32(hybridRecipientPrefix, bytes)?.length === hybridRecipientBytes
    : decodeBech32(recipientPrefix, bytes)?.length === 32 && text.startsWith('age1')
}

async function plainIdentity(secret: Buffer): Promise<Identity> {
  const der = Buffer.concat([pkcs8Header, secret])
  try {
    const key = await webcrypto.subtle.importKey('pkcs8', der, { name: 'X25519' }, false, ['deriveBits'])
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    const recipient = recipientOf(createPublicKey(privateKey))
    return { recipient, decrypt: async (sealed) => await decryptWith(key, sealed) }
  } finally {
    der.fill(0)
  }
}

async function hybridIdentity(secret: Buffer): Promise<Identity> {
  const { Decrypter, identityToRecipient } = await import('age-encryption')
  const encoded = encodeIdentity(hybridIdentityPrefix, secret)
  const text = encoded.toString('latin1')
  encoded.fill(0)
  const decrypter = new Decrypter()
  decrypter.addIdentity(text)
  const recipient = await identityToRecipient(text)
  return { recipient, decrypt: async (sealed) => await decrypter.decrypt(sealed) }
}

async function decryptWith(key: webcrypto.CryptoKey, sealed: Uint8Array): Promise<Uint8Array> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  decrypter.addIdentity(key)
  return await decrypter.decrypt(sealed)
}

/** Upper case, as age writes identities. */
function encodeIdentity(prefix: string, secret: Uint8Array): Buffer {
  const encoded = encodeBech32(prefix, secret)
  for (const [index, code] of encoded.entries()) if (code >= 97 && code <= 122) encoded[index] = code - 32
  return encoded
}

function fileOf(encoded: Buffer, recipient: string): NewIdentity {
  const content = Buffer.concat([Buffer.from(`# public key: ${recipient}\n`), encoded, Buffer.from('\n')])
  encoded.fill(0)
  return { content, recipient }
}

/** The first identity in the file. */
function findSecret(content: Buffer): { readonly secret: Buffer; readonly isHybrid: boolean } | undefined {
  for (let start = 0; start < content.length; ) {
    const lineEnd = content.indexOf(10, start)
    const end = lineEnd < 0 ? content.length : lineEnd
    const line = content.subarray(start, end)
    for (const prefix of [identityPrefix, hybridIdentityPrefix]) {
      const secret = decodeBech32(prefix, line)
      if (secret?.length === 32) return { secret, isHybrid: prefix === hybridIdentityPrefix }
    }
    start = end + 1
  }
  return undefined
}

function recipientOf(publicKey: KeyObject): string {
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return encodeBech32(recipientPrefix, raw).toString('latin1')
}
