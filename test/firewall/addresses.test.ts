import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  mergeRanges,
  parseAddresses,
  printAddresses,
  rangesOf,
  splitBy,
  splitIntoPrefixes,
} from '../../src/firewall/addresses.ts'
import { addressTexts } from './random-rules.ts'

const texts = fc.array(fc.oneof(addressTexts.ipv4, addressTexts.ipv6), { maxLength: 8 })
const isIn = (ranges: ReturnType<typeof rangesOf>, number: bigint) =>
  ranges.some(({ first, last }) => first <= number && number <= last)

it('any address of IPv6 is printed so that it is read again as the same', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (number) => {
      const range = { family: 'ipv6', first: number, last: number } as const
      expect(parseAddresses(printAddresses(range))).toEqual(range)
    }),
  )
})

it.each([
  ['2001:0DB8:0:0:1::', '2001:db8:0:0:1::'],
  ['::ffff:192.0.2.1', '::ffff:c000:201'],
  ['0:0:0:0:0:0:0:0', '::'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['::1/128', '::1'],
  ['10.0.0.0-10.255.255.255', '10.0.0.0/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
])('%s is spelt %s', (text, spelt) => {
  expect(rangesOf([text]).map(printAddresses)).toEqual([spelt])
})

it.each(['', '-', '1.2.3.4-', '1.2.3', '1.2.3.4/', '1.2.3.4/08', '::1%eth0', 'fe80::/129', '1.2.3.4-::1'])(
  '%j is no address',
  (text) => {
    expect(parseAddresses(text)).toHaveProperty('problem')
  },
)

it('merged ranges hold the same addresses, in order and apart; so do their prefixes and what is split', () => {
  fc.assert(
    fc.property(fc.array(addressTexts.ipv4), fc.array(addressTexts.ipv4), (some, others) => {
      const ranges = rangesOf(some)
      const merged = mergeRanges(ranges)
      for (const [index, range] of merged.entries())
        expect(range.first > (merged[index - 1]?.last ?? -2n) + 1n).toBe(true)
      const { inside, outside } = splitBy(merged, rangesOf(others))
      const prefixes = merged.flatMap(splitIntoPrefixes)
      expect(prefixes.map(printAddresses).filter((text) => text.includes('-'))).toEqual([])
      for (let number = 0xc0000200n; number < 0xc0000240n; number++) {
        expect(isIn(merged, number)).toBe(isIn(ranges, number))
        expect(isIn(prefixes, number)).toBe(isIn(ranges, number))
        expect(isIn(inside, number)).toBe(isIn(ranges, number) && isIn(rangesOf(others), number))
        expect(isIn(outside, number)).toBe(isIn(ranges, number) && !isIn(rangesOf(others), number))
      }
    }),
    { numRuns: 50 },
  )
})

it('nothing of two families is mixed', () => {
  fc.assert(
    fc.property(texts, (drawn) => {
      const { inside } = splitBy(rangesOf(drawn), rangesOf(['::/0']))
      expect(inside.every(({ family }) => family === 'ipv6')).toBe(true)
    }),
  )
})
