import { describe, expect, it } from 'vitest'
import { agree, all } from '../../src/define/index.ts'

describe('agree', () => {
  it('holds when all values are equal, lists too', () => {
    expect(agree({ first: ['a', 1], second: ['a', 1], third: ['a', 1] })).toBe(true)
  })

  it('names every value when one differs', () => {
    expect(agree({ first: 1, second: 1, third: 2 })).toBe('first is 1, second is 1, third is 2')
  })

  it('tells a number from its text, and an absent value from null', () => {
    expect(agree({ first: 1, second: '1' })).toBe('first is 1, second is "1"')
    expect(agree({ first: undefined, second: null })).toBe('first is absent, second is null')
  })
})

describe('all', () => {
  it('holds when all verdicts do', () => {
    expect(all(true, true)).toBe(true)
    expect(all()).toBe(true)
  })

  it('joins the sentences of those that do not', () => {
    expect(all(true, 'a is 1', 'b is 2')).toBe('a is 1; b is 2')
  })
})
