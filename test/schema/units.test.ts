import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatQuantity, measuredUnits } from '../../src/schema/index.ts'
import { amountIn, measuredUnit } from '../../src/schema/units.ts'

describe('a quantity as people say it', () => {
  it.each([
    [5000, 'ms', '5000 ms (5 s)'],
    [30, 's', '30 s'],
    [168, 'h', '168 h (7 d)'],
    [90, 's', '90 s'],
    [1_048_576, 'B', '1048576 B (1 MiB)'],
    [100_000, 'B', '100000 B'],
    [2_000_000, 'us', '2000000 us (2 s)'],
    [0, 'ms', '0 ms'],
    [75, 'percent', '75 percent'],
    [4, undefined, '4'],
  ])('%s %s is %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text)
  })
})

describe('converting a quantity', () => {
  it('a whole number of units comes out as that number, in every unit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...measuredUnits),
        fc.integer({ min: 0, max: 1_000_000 }),
        (unit, count) => {
          const amount = unit.symbol === 'us' ? count / 1000 : count * unit.factor
          expect(amountIn(unit, amount, true)).toBe(count)
        },
      ),
    )
  })

  it('a remainder is refused in an integer field, and kept in another', () => {
    const seconds = measuredUnit('s')
    if (seconds === undefined) throw new Error('no seconds')
    expect(amountIn(seconds, 1500, true)).toBeUndefined()
    expect(amountIn(seconds, 1500, false)).toBe(1.5)
    expect(amountIn(seconds, Number.NaN, false)).toBeUndefined()
  })
})
