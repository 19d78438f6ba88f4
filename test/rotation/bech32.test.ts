import { identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBech32, encodeBech32 } from '../../src/rotation/bech32.ts'
import { createIdentityFile, isRecipient, parseIdentityFile } from '../../src/rotation/index.ts'

describe('bech32', () => {
  it('decodes what it encodes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(decodeBech32('age', encodeBech32('age', bytes))).toEqual(Buffer.from(bytes))
      }),
    )
  })

  it('refuses any text with one character changed', () => {
    const text = encodeBech32('age', Buffer.alloc(32, 7)).toString()
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom(...'qpzry9x8gf2tvdw0s3jn54khce6mua7l'),
        (at, other) => {
          fc.pre(text[at] !== other)
          const changed = text.slice(0, at) + other + text.slice(at + 1)
          expect(decodeBech32('age', Buffer.from(changed))).toBeUndefined()
        },
      ),
    )
  })

  it('refuses mixed case, another prefix and a short text', () => {
    const text = encodeBech32('age', Buffer.alloc(32, 7)).toString()
    expect(
      decodeBech32('age', Buffer.from(`${text.slice(0, -1)}${text.slice(-1).toUpperCase()}X`)),
    ).toBeUndefined()
    expect(decodeBech32('bc', Buffer.from(text))).toBeUndefined()
    expect(decodeBech32('age', Buffer.from('age1'))).toBeUndefined()
  })
})

describe('an identity file', () => {
  it('holds an identity that age knows under the same recipient', async () => {
    const { content, recipient } = createIdentityFile()
    const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(content.toString())?.[0] ?? ''
    expect(await identityToRecipient(identity)).toBe(recipient)
    expect(isRecipient(recipient)).toBe(true)
  })

  it('is read back with its recipient, and its content is zeroed', async () => {
    const { content, recipient } = createIdentityFile()
    expect((await parseIdentityFile(content))?.recipient).toBe(recipient)
    expect(content.every((byte) => byte === 0)).toBe(true)
  })

  it('without an identity gives nothing', async () => {
    expect(await parseIdentityFile(Buffer.from('# only a comment\n'))).toBeUndefined()
    expect(await parseIdentityFile(Buffer.from('AGE-SECRET-KEY-1QQQQ\n'))).toBeUndefined()
  })
})
