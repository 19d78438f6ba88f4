import { createPublicKey, type KeyObject } from 'node:crypto'
import { WireReader, wireString } from './wire.ts'

/** A public key, and what its owner calls it. */
export interface PublicKey {
  readonly key: KeyObject
  /** `anna@laptop`, or the beginning of the key where it has no name. */
  readonly name: string
  /** The key in base64, as SSH writes it: what tells two of them apart. */
  readonly text: string
}

const type = 'ssh-ed25519'
/** SubjectPublicKeyInfo of an Ed25519 key, without the key (RFC 8410). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex')

/** The key in a line `ssh-ed25519 AAAA… name`, or undefined where it is none. */
export function readPublicKey(line: string): PublicKey | undefined {
  const [, text, name = ''] = /^ssh-ed25519 ([A-Za-z0-9+/]{68})(?: (.*))?$/.exec(line.trim()) ?? []
  if (text === undefined) return undefined
  const reader = new WireReader(Buffer.from(text, 'base64'))
  if (reader.text() !== type) return undefined
  const bytes = reader.string()
  if (bytes.length !== 32) return undefined
  const key = createPublicKey({ key: Buffer.concat([spkiHead, bytes]), format: 'der', type: 'spki' })
  return { key, name: name.trim() === '' ? `${text.slice(-12)}` : name.trim(), text }
}

/** The line that stands for a public key: what `readPublicKey` reads. */
export function writePublicKey(key: KeyObject, name: string): string {
  const bytes = key.export({ format: 'der', type: 'spki' }).subarray(spkiHead.length)
  const text = Buffer.concat([wireString(type), wireString(bytes)]).toString('base64')
  return `${type} ${text}${name === '' ? '' : ` ${name}`}`
}
