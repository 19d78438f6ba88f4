import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { writePublicKey } from './public-key.ts'
import { WireReader } from './wire.ts'

/** A private key to sign with. */
export interface SigningKey {
  readonly key: KeyObject
  /** `ssh-ed25519 AAAA… name` */
  readonly publicKey: string
}

/** A key file that cannot be signed with, and why; says nothing of what is in it. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError'
}

/** PKCS #8 of an Ed25519 key, without the key (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')
const openSshMagic = 'openssh-key-v1\0'

/** The Ed25519 key in a PEM file: PKCS #8, or as OpenSSH writes it, without a passphrase. Throws `SigningKeyError`. */
export function readSigningKey(pem: string): SigningKey {
  const [, label = '', body = ''] =
    /-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/.exec(pem) ?? []
  switch (label) {
    case 'OPENSSH PRIVATE KEY':
      return readOpenSsh(Buffer.from(body, 'base64'))
    case 'PRIVATE KEY':
      return readPkcs8(pem)
    case 'ENCRYPTED PRIVATE KEY':
      throw encrypted()
    default:
      throw new SigningKeyError('it is no private key in PEM form (PKCS #8, or as ssh-keygen writes it)')
  }
}

function readPkcs8(pem: string): SigningKey {
  try {
    return signingKey(createPrivateKey(pem), '')
  } catch (error) {
    if (error instanceof SigningKeyError) throw error
    throw new SigningKeyError('it is damaged')
  }
}

/** PROTOCOL.key of OpenSSH: magic, cipher, key derivation, one public key, then the private part twice framed. */
function readOpenSsh(bytes: Buffer): SigningKey {
  if (bytes.subarray(0, openSshMagic.length).toString('latin1') !== openSshMagic)
    throw new SigningKeyError('it is damaged')
  try {
    const outer = new WireReader(bytes.subarray(openSshMagic.length))
    if (outer.text() !== 'none') throw encrypted()
    outer.string()
    outer.string()
    if (outer.number() !== 1) throw new SigningKeyError('it holds more than one key')
    outer.string()
    return readPrivatePart(outer.string())
  } catch (error) {
    if (error instanceof RangeError) throw new SigningKeyError('it is damaged')
    throw error
  }
}

function readPrivatePart(part: Buffer): SigningKey {
  const inner = new WireReader(part)
  const [check, again] = [inner.number(), inner.number()]
  if (check !== again) throw new SigningKeyError('it is damaged')
  const type = inner.text()
  if (type !== 'ssh-ed25519') throw wrongType(type)
  inner.string()
  const seed = inner.string().subarray(0, 32)
  const name = inner.text()
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
  return signingKey(key, name)
}

function signingKey(key: KeyObject, name: string): SigningKey {
  if (key.asymmetricKeyType !== 'ed25519') throw wrongType(key.asymmetricKeyType ?? 'unknown')
  return { key, publicKey: writePublicKey(createPublicKey(key), name) }
}

function wrongType(type: string): SigningKeyError {
  return new SigningKeyError(
    `it is a key of type ${type.slice(0, 40)}; plans are signed with Ed25519 (ssh-keygen -t ed25519)`,
  )
}

function encrypted(): SigningKeyError {
  return new SigningKeyError(
    'it has a passphrase, which is never asked for; take it off a copy (ssh-keygen -p -N "" -f COPY), sign, and remove the copy',
  )
}
