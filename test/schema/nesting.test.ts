import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../src/model/index.ts'
import { isTooDeep } from '../../src/schema/nesting.ts'

describe('nesting', () => {
  it('is too deep beyond 257 lists and objects in each other, or a value in the last of them', () => {
    expect(isTooDeep(nested(257))).toBe(false)
    expect(isTooDeep(nested(258))).toBe(true)
    expect(isTooDeep(nested(256, 1))).toBe(false)
    expect(isTooDeep(nested(257, 1))).toBe(true)
    expect(isTooDeep(nested(100_000))).toBe(true)
  })

  it('does not come of width', () => {
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, [index]]))
    expect(isTooDeep(wide)).toBe(false)
  })
})

/** So many lists and objects in each other, the innermost empty or around a value. */
function nested(levels: number, value?: JsonValue): JsonValue {
  let inner: JsonValue = value === undefined ? [] : [value]
  for (let level = 1; level < levels; level++) inner = level % 2 === 0 ? [inner] : { a: inner }
  return inner
}
