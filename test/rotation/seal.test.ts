import { Decrypter } from 'age-encryption'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createIdentityFile,
  type Identity,
  openSeed,
  parseIdentityFile,
  sealSeed,
} from '../../src/rotation/index.ts'
import { decodeFrame, encodeFrame } from '../../src/rotation/seal.ts'

const binding = { path: '/keys/encryption/keyset', keyId: 'k1', member: 'sniffer@gw-01' }
const seed = Buffer.alloc(32, 9)

async function newIdentity(): Promise<Identity> {
  const identity = await parseIdentityFile(createIdentityFile().content)
  if (identity === undefined) throw new Error('a new identity file holds no identity')
  return identity
}

describe('a sealed seed', () => {
  it('opens for the member, key and path it was sealed for', async () => {
    const identity = await newIdentity()
    const sealed = await sealSeed({ ...binding, seed }, identity.recipient)
    expect(await openSeed(sealed, identity, binding)).toEqual(seed)
  })

  it.each([
    ['path', { ...binding, path: '/other/keys/encryption/keyset' }],
    ['key id', { ...binding, keyId: 'k2' }],
    ['member', { ...binding, member: 'detector@gw-01' }],
  ])('does not open for another %s', async (_what, expected) => {
    const identity = await newIdentity()
    const sealed = await sealSeed({ ...binding, seed }, identity.recipient)
    expect(await openSeed(sealed, identity, expected)).toBeUndefined()
  })

  it('does not open for another identity, nor when a byte is changed', async () => {
    const identity = await newIdentity()
    const sealed = await sealSeed({ ...binding, seed }, identity.recipient)
    const bytes = Buffer.from(sealed, 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(await openSeed(sealed, await newIdentity(), binding)).toBeUndefined()
    expect(await openSeed(bytes.toString('base64'), identity, binding)).toBeUndefined()
  })

  it('is an age file that age itself opens', async () => {
    const { content, recipient } = createIdentityFile()
    const decrypter = new Decrypter()
    decrypter.addIdentity(/AGE-SECRET-KEY-1[0-9A-Z]+/.exec(content.toString())?.[0] ?? '')
    const sealed = await sealSeed({ ...binding, seed }, recipient)
    const plain = await decrypter.decrypt(Buffer.from(sealed, 'base64'))
    expect(decodeFrame(Buffer.from(plain))).toEqual({ ...binding, seed })
  })
})

describe('the frame', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 })

  it('decodes to what was encoded', () => {
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (path, keyId, member, bytes) => {
          const frame = { path, keyId, member, seed: Buffer.from(bytes) }
          expect(decodeFrame(encodeFrame(frame))).toEqual(frame)
        },
      ),
    )
  })

  it('is refused when cut short or longer', () => {
    const whole = encodeFrame({ ...binding, seed })
    for (let length = 0; length < whole.length; length++) {
      expect(decodeFrame(whole.subarray(0, length))).toBeUndefined()
    }
    expect(decodeFrame(Buffer.concat([whole, Buffer.of(0)]))).toBeUndefined()
  })
})
