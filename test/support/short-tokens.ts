import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** After so many ms a token of `shortTokens` is no longer good: etcd sweeps simple ones once a second; a JWT runs out at a full second. */
export const tokenExpiry = 2_500

/** Flags of an etcd whose tokens are good for seconds, by their kind; keys for them go into the folder. */
export function shortTokens(folder: string): { readonly [kind in 'simple' | 'jwt']: readonly string[] } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const [publicFile, privateFile] = [join(folder, 'public.pem'), join(folder, 'private.pem')]
  writeFileSync(publicFile, publicKey)
  writeFileSync(privateFile, privateKey)
  return {
    simple: ['--auth-token=simple', '--auth-token-ttl=1'],
    jwt: [`--auth-token=jwt,pub-key=${publicFile},priv-key=${privateFile},sign-method=RS256,ttl=2s`],
  }
}
