import fc from 'fast-check'
import { it } from 'vitest'
import { countText } from '../../src/cli/render/text/count.ts'

it('a count is grouped as English does', () => {
  const counts = fc.oneof(fc.nat(12_345), fc.maxSafeNat())
  fc.assert(fc.property(counts, (count) => countText(count) === count.toLocaleString('en')))
})
