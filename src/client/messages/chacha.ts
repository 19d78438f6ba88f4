import { createCipheriv, createDecipheriv } from 'node:crypto'
import { tagBytes } from './message-header.ts'

const algorithm = 'chacha20-poly1305'
const options = { authTagLength: tagBytes }

/** ChaCha20-Poly1305 (RFC 8439): ciphertext and tag. A nonce must never be used twice under one key. */
export function seal(
  key: Uint8Array,
  { nonce, header, plain }: { nonce: Uint8Array; header: Uint8Array; plain: Uint8Array },
): { readonly sealed: Buffer; readonly tag: Buffer } {
  const cipher = createCipheriv(algorithm, key, nonce, options)
  cipher.setAAD(header, { plaintextLength: plain.length })
  // A stream cipher: `final` has nothing left to give.
  const sealed = cipher.update(plain)
  cipher.final()
  return { sealed, tag: cipher.getAuthTag() }
}

/** The opposite of `seal`; undefined when anything was altered. */
export function open(
  key: Uint8Array,
  {
    nonce,
    header,
    sealed,
    tag,
  }: { nonce: Uint8Array; header: Uint8Array; sealed: Uint8Array; tag: Uint8Array },
): Buffer | undefined {
  const decipher = createDecipheriv(algorithm, key, nonce, options)
  decipher.setAAD(header, { plaintextLength: sealed.length })
  decipher.setAuthTag(tag)
  const plain = decipher.update(sealed)
  try {
    decipher.final()
    return plain
  } catch {
    // node:crypto throws when the tag does not match; what was deciphered until then is not for anybody.
    plain.fill(0)
    return undefined
  }
}
