// Signing: Ed25519 keys in the forms that SSH has them, and signatures over a text in the form of `ssh-keygen -Y sign`.
// Pure: text in, text out. Knows neither plans nor files.
export { type PublicKey, readPublicKey } from './public-key.ts'
export { readSigningKey, type SigningKey, SigningKeyError } from './signing-key.ts'
export { isSignedBy, signText } from './text-signature.ts'
