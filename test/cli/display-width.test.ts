import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { displayWidth, padColumns } from '../../src/cli/render/text/display-width.ts'

describe('the width of a text on a terminal', () => {
  it.each([
    ['a flag', '🇪🇸', 2],
    ['a character beyond the basic plane', '𠀀', 2],
    ['a family joined to one emoji', '👩‍👩‍👧', 2],
    ['a wide character', '表', 2],
    ['a letter and its combining accent', 'e\u0301', 1],
    ['an arrow between values', '0.7 → 0.8', 9],
    ['a soft hyphen', 'a\u00adb', 2],
    ['a tab', '\ta', 3],
  ])('%s', (_, text, width) => {
    expect(displayWidth(text)).toBe(width)
  })

  it('what is taken for plain has the width that the library gives it', () => {
    const plain = [' -~', '\u00a1-\u00ac', '\u00ae-\u02ff', '\u2010-\u2027', '\u2190-\u21ff'].flatMap(rangeOf)
    expect(plain.filter((character) => stringWidth(character) !== displayWidth(character))).toEqual([])
  })

  it('columns are filled up to a width', () => {
    expect(padColumns('表', 4)).toBe('表  ')
  })
})

/** `a-c` → a, b, c */
function rangeOf(range: string): string[] {
  const [from = 0, to = 0] = [...range].filter((_, index) => index !== 1).map((end) => end.codePointAt(0))
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index))
}
