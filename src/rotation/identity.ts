import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  webcrypto,
} from 'node:crypto'
import { decodeBech32, encodeBech32 } from './bech32.ts'

const recipientPrefix = 'age'
const identityPrefix = 'age-secret-key-'
/** DER of a PKCS #8 X25519 key up to its 32 bytes (RFC 8410). */
const pkcs8Header = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** Opens what was sealed for one member. */
export interface Identity {
  /** `age1…`, public. */
  readonly recipient: string
  /** Not extractable. */
  readonly key: webcrypto.CryptoKey
}

/** A new X25519 identity: its file's content (age's own format) and its recipient. Zero the content after writing it. */
export function createIdentityFile(): { readonly content: Buffer; readonly recipient: string } {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  const encoded = encodeBech32(identityPrefix, der.subarray(-32))
  der.fill(0)
  for (const [index, code] of encoded.entries()) if (code >= 97 && code <= 122) encoded[index] = code - 32
  const recipient = recipientOf(publicKey)
  const content = Buffer.concat([Buffer.from(`# public key: ${recipient}\n`), encoded, Buffer.from('\n')])
  encoded.fill(0)
  return { content, recipient }
}

/** Reads an age identity file and zeroes `content`; undefined when no X25519 identity is in it. */
export async function parseIdentityFile(content: Buffer): Promise<Identity | undefined> {
  const secret = findSecret(content)
  content.fill(0)
  if (secret === undefined) return undefined
  const der = Buffer.concat([pkcs8Header, secret])
  secret.fill(0)
  try {
    const key = await webcrypto.subtle.importKey('pkcs8', der, { name: 'X25519' }, false, ['deriveBits'])
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    return { key, recipient: recipientOf(createPublicKey(privateKey)) }
  } finally {
    der.fill(0)
  }
}

/** True for a well-formed X25519 recipient, `age1…`. */
export function isRecipient(text: string): boolean {
  return decodeBech32(recipientPrefix, Buffer.from(text, 'latin1'))?.length === 32 && text.startsWith('age1')
}

function findSecret(content: Buffer): Buffer | undefined {
  for (let start = 0; start < content.length; ) {
    const lineEnd = content.indexOf(10, start)
    const end = lineEnd < 0 ? content.length : lineEnd
    const secret = decodeBech32(identityPrefix, content.subarray(start, end))
    if (secret?.length === 32) return secret
    start = end + 1
  }
  return undefined
}

function recipientOf(publicKey: KeyObject): string {
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return encodeBech32(recipientPrefix, raw).toString('latin1')
}
