import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkValue } from '../../src/schema/index.ts'
import { decimalOf, isMultipleOf } from '../../src/schema/validate/decimal.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

describe('a multiple', () => {
  it.each([
    [0.07, 0.01, true],
    [0.3, 0.1, true],
    [1.1, 0.1, true],
    [4.35, 0.05, true],
    [0.075, 0.01, false],
    [0.1 + 0.2, 0.1, false],
    [1e21, 7, false],
    [7e21, 7, true],
    [-1.5, 0.5, true],
    [0, 0.3, true],
    [-0, 3, true],
    [1e-7, 1e-8, true],
    [5e-324, 1e-323, false],
    [1.7976931348623157e308, 5e-324, true],
    [1.7976931348623157e308, 3e-323, false],
    [3, 0, false],
    [0, 0, true],
  ])('%d of %d: %s', (value, step, expected) => {
    expect(isMultipleOf(value, step)).toBe(expected)
  })

  it('is what whole numbers say, wherever the decimal point is', () => {
    const digits = fc.integer({ min: -99_999, max: 99_999 })
    fc.assert(
      fc.property(digits, fc.integer({ min: 1, max: 9999 }), fc.integer({ min: -20, max: 20 }), (a, b, e) => {
        expect(isMultipleOf(Number(`${a}e${e}`), Number(`${b}e${e}`))).toBe(a % b === 0)
        expect(isMultipleOf(Number(`${a * b}e${e}`), Number(`${b}e${e}`))).toBe(true)
      }),
    )
  })

  it('is told from the number that its decimal text reads back as', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(finite, (value) => {
        const { digits, exponent } = decimalOf(value)
        expect(Number(`${digits}e${exponent}`)).toBe(value === 0 ? 0 : value)
        expect(isMultipleOf(value, value)).toBe(true)
      }),
    )
  })
})

describe('a document with steps', () => {
  const schema = schemaOf(
    profileSchema({ properties: { ratio: { type: 'number', multipleOf: 0.01 }, any: { type: 'number' } } }),
  )

  it('may hold what people count as a multiple', async () => {
    for (const ratio of [0.07, 0.29, 1.1, 0.57, 100.01])
      expect((await checkValue(schema, { ratio })).findings).toEqual([])
  })

  it('is refused where a value lies between two steps', async () => {
    expect((await checkValue(schema, { ratio: 0.075 })).findings).toMatchObject([
      { code: 'schema-rule', message: '/ratio must be a multiple of 0.01, got 0.075' },
    ])
  })
})
