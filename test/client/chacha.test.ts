import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { open, seal } from '../../src/client/messages/chacha.ts'
import { describeGroup, sharedFolder, sharedMissing } from '../support/groups.ts'

const sized = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

describe('ChaCha20-Poly1305', () => {
  it('is what another implementation computes', () => {
    fc.assert(
      fc.property(sized(32), sized(12), fc.uint8Array(), fc.uint8Array(), (key, nonce, header, plain) => {
        const { sealed, tag } = seal(key, { nonce, header, plain })
        const other = chacha20poly1305(key, nonce, header).encrypt(plain)
        expect(Buffer.concat([sealed, tag])).toEqual(Buffer.from(other))
        expect(open(key, { nonce, header, sealed, tag })).toEqual(Buffer.from(plain))
      }),
    )
  })

  it('opens nothing of which one bit was changed', () => {
    fc.assert(
      fc.property(
        sized(32),
        sized(12),
        sized(20),
        sized(40),
        fc.nat(20 * 8 - 1),
        (key, nonce, header, plain, bit) => {
          const { sealed, tag } = seal(key, { nonce, header, plain })
          const other = Buffer.from(header)
          other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7))
          expect(open(key, { nonce, header: other, sealed, tag })).toBeUndefined()
          const changed = Buffer.from(sealed)
          changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
          expect(open(key, { nonce, header, sealed: changed, tag })).toBeUndefined()
        },
      ),
    )
  })
})

interface AeadGroup {
  readonly ivSize: number
  readonly tests: readonly {
    readonly tcId: number
    readonly key: string
    readonly iv: string
    readonly aad: string
    readonly msg: string
    readonly ct: string
    readonly tag: string
    readonly result: 'valid' | 'acceptable' | 'invalid'
  }[]
}

describeGroup('shared', sharedMissing(), 'the test vectors of ChaCha20-Poly1305', () => {
  it('are met in all 325 cases', () => {
    const file = join(sharedFolder, 'vectors/chacha20_poly1305_test.json')
    const { testGroups } = JSON.parse(readFileSync(file, 'utf8')) as { testGroups: readonly AeadGroup[] }
    const cases = testGroups.flatMap(({ tests, ivSize }) => tests.map((test) => ({ ...test, ivSize })))
    expect(cases).toHaveLength(325)
    for (const { tcId, key, iv, aad, msg, ct, tag, result, ivSize } of cases) {
      const sealed = { nonce: bytes(iv), header: bytes(aad), sealed: bytes(ct), tag: bytes(tag) }
      const opened = () => open(bytes(key), sealed)?.toString('hex')
      // node:crypto refuses a nonce of another size before it looks at anything else.
      if (ivSize !== 96) expect(opened, `case ${tcId}`).toThrow()
      else expect(opened(), `case ${tcId}`).toBe(result === 'valid' ? msg : undefined)
      if (result !== 'valid') continue
      const made = seal(bytes(key), { nonce: bytes(iv), header: bytes(aad), plain: bytes(msg) })
      expect(made.sealed.toString('hex') + made.tag.toString('hex'), `case ${tcId}`).toBe(ct + tag)
    }
  })
})

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}
