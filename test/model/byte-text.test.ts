import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBytes, encodeBytes } from '../../src/model/index.ts'

describe('bytes as text', () => {
  it('come back as they were, and UTF-8 stays readable', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          expect(decodeBytes(encodeBytes(bytes))).toEqual(bytes)
        },
      ),
    )
    expect(encodeBytes(new TextEncoder().encode('\ufeffé: 1\n'))).toBe('\ufeffé: 1\n')
    expect(encodeBytes(new Uint8Array([0xff]))).toBe('base64:/w==')
    expect(decodeBytes(encodeBytes(new TextEncoder().encode('base64:/w==')))).toHaveLength(11)
  })
})
