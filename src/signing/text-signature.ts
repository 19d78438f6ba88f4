import { createHash, sign, verify } from 'node:crypto'
import type { PublicKey } from './public-key.ts'
import type { SigningKey } from './signing-key.ts'
import { wireString } from './wire.ts'

/** What is signed, and for what: a signature made for one namespace counts in no other. */
export interface SignedText {
  readonly namespace: string
  readonly text: string
}

/** The signature of a text, 64 bytes in base64; `ssh-keygen -Y sign -n NAMESPACE` makes the same one. */
export function signText(signed: SignedText, { key }: SigningKey): string {
  return sign(null, envelope(signed), key).toString('base64')
}

/** True when the signature is one of this key over this text. */
export function isSignedBy(signed: SignedText, signature: string, { key }: PublicKey): boolean {
  const bytes = Buffer.from(signature, 'base64')
  return bytes.length === 64 && verify(null, envelope(signed), key, bytes)
}

/** PROTOCOL.sshsig of OpenSSH: magic, namespace, nothing, the name of a hash, the hash of the text. */
function envelope({ namespace, text }: SignedText): Buffer {
  const hash = createHash('sha512').update(text).digest()
  const parts = [namespace, '', 'sha512', hash].map(wireString)
  return Buffer.concat([Buffer.from('SSHSIG'), ...parts])
}
