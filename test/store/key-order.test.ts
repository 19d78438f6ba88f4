import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prefixEnd } from '../../src/model/index.ts'
import { compareKeys, firstNotBelow, isInRange } from '../../src/store/key-order.ts'

const key = fc.string({ unit: 'binary', maxLength: 6 })
const bytewise = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

describe('the order of keys', () => {
  it('is the order of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(bytewise(a, b))
      }),
    )
  })

  it('puts every key with a prefix, and no other, into the range that ends at prefixEnd', () => {
    fc.assert(
      fc.property(
        key.filter((prefix) => prefix !== ''),
        key,
        fc.boolean(),
        (prefix, rest, isInside) => {
          const candidate = isInside ? prefix + rest : rest
          expect(isInRange(candidate, prefix, prefixEnd(prefix))).toBe(candidate.startsWith(prefix))
        },
      ),
    )
  })

  it('finds the first key that is not below another', () => {
    fc.assert(
      fc.property(fc.array(key), key, (keys, wanted) => {
        const sorted = [...keys].sort(bytewise)
        const expected = sorted.findIndex((candidate) => bytewise(candidate, wanted) >= 0)
        expect(firstNotBelow(sorted, wanted)).toBe(expected === -1 ? sorted.length : expected)
      }),
    )
  })
})
