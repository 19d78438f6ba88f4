import { hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveMessageKey, messageKeyInfo } from '../../src/rotation/index.ts'
import { describeGroup, sharedFolder, sharedMissing } from '../support/groups.ts'

const text = fc.string({ maxLength: 20 })
const bindings = fc.record({
  keyId: text,
  from: text,
  to: text,
  sender: text,
  bootId: fc.uint8Array({ minLength: 16, maxLength: 16 }),
})

describe('the key of a message', () => {
  it('is what another implementation of HKDF derives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), bindings, (seed, binding) => {
        const other = hkdf(sha256, seed, Buffer.from(binding.keyId), messageKeyInfo(binding), 32)
        expect(deriveMessageKey(seed, binding)).toEqual(Buffer.from(other))
      }),
    )
  })

  it('has an info of its own for each binding', () => {
    fc.assert(
      fc.property(bindings, bindings, (a, b) => {
        const { keyId: _a, ...left } = a
        const { keyId: _b, ...right } = b
        fc.pre(JSON.stringify(left) !== JSON.stringify(right))
        expect(messageKeyInfo(a).equals(messageKeyInfo(b))).toBe(false)
      }),
    )
  })
})

interface HkdfGroup {
  readonly tests: readonly {
    readonly tcId: number
    readonly ikm: string
    readonly salt: string
    readonly info: string
    readonly size: number
    readonly okm: string
    readonly result: 'valid' | 'acceptable' | 'invalid'
  }[]
}

describeGroup('shared', sharedMissing(), 'the test vectors of HKDF-SHA-256', () => {
  it('are met in all 86 cases', () => {
    const file = join(sharedFolder, 'vectors/hkdf_sha256_test.json')
    const { testGroups } = JSON.parse(readFileSync(file, 'utf8')) as { testGroups: readonly HkdfGroup[] }
    const cases = testGroups.flatMap(({ tests }) => tests)
    expect(cases).toHaveLength(86)
    for (const { tcId, ikm, salt, info, size, okm, result } of cases) {
      const derive = () => hkdfSync('sha256', bytes(ikm), bytes(salt), bytes(info), size)
      if (result === 'invalid') expect(derive, `case ${tcId}`).toThrow()
      else expect(Buffer.from(derive()).toString('hex'), `case ${tcId}`).toBe(okm)
    }
  })
})

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}
