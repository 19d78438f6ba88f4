import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from '../../src/model/index.ts'

const word = fc.string({ maxLength: 12 })

describe('the edit distance', () => {
  it('is zero only between equal words, and the same both ways', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b) === 0).toBe(a === b)
        expect(editDistance(a, b)).toBe(editDistance(b, a))
      }),
    )
  })

  it('lies between the difference in length and the longer length', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
      }),
    )
  })

  it('is one after one edit, and then the word meant is found', () => {
    const name = fc.stringMatching(/^[a-z_]{4,12}$/)
    fc.assert(
      fc.property(name, fc.nat(), fc.constantFrom('drop', 'double', 'digit'), (meant, at, edit) => {
        const place = at % meant.length
        const put = { drop: '', double: meant.charAt(place).repeat(2), digit: '7' }[edit]
        const misspelt = meant.slice(0, place) + put + meant.slice(place + 1)
        expect(editDistance(misspelt, meant)).toBe(1)
        expect(nearest(misspelt, ['0000000000000000', meant])).toBe(meant)
      }),
    )
  })
})
