import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disarm, escapeLines, escapeText, printableJson } from '../../src/cli/render/text/plain-text.ts'
import { expectHarmless, hostile, hostilePart } from './hostile-text.ts'

const texts = fc
  .array(fc.oneof(hostilePart, fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join(''))

describe('text that others wrote', () => {
  it('steers nothing, whatever it is', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expectHarmless(disarm(text, { isPainted: false }))
        expectHarmless(disarm(`  = note  ${escapeText(text)}`, { isPainted: false }))
        expect(escapeText(text)).not.toContain('\n')
        expect(escapeLines(text).split('\n').length).toBe(text.split('\n').length)
      }),
      { numRuns: 5000 },
    )
  })

  it('is the same value in JSON, and steers nothing there', () => {
    fc.assert(
      fc.property(fc.array(texts), texts, (list, name) => {
        const value = { list, [name === '__proto__' ? '' : name]: 1 }
        for (const indent of [undefined, 2]) {
          const json = printableJson(value, indent)
          expectHarmless(json)
          expect(JSON.parse(json)).toEqual(value)
          expect(disarm(json, { isPainted: false })).toBe(json)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('where colours are, only those pass', () => {
    const painted = '\u001b[31merror\u001b[39m: a'
    expect(disarm(painted, { isPainted: true })).toBe(painted)
    expect(disarm(painted, { isPainted: false })).toBe('\\u{1b}[31merror\\u{1b}[39m: a')
    expect(disarm(`\u001b[2J${hostile}`, { isPainted: true })).not.toContain('\u001b')
  })
})
