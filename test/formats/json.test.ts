import { describe, expect, it } from 'vitest'
import { readDocument, unreadBytes } from '../../src/formats/index.ts'
import { canonicalJson } from '../../src/model/index.ts'
import { describeOtherBytes } from '../../src/plan/index.ts'

const bytes = (text: string) => Buffer.from(text)

describe('contents of a key', () => {
  it.each([
    ['', 'empty'],
    ['level: 1\nports: [22]\n', 'no JSON'],
    ['hello', 'no JSON'],
    ['{"a":1', 'no JSON'],
    ['{"id":12345678901234567890}', 'JSON with a number that reading it would round'],
    ['[0.1234567890123456789]', 'JSON with a number that reading it would round'],
    ['[1e400]', 'JSON with a number that reading it would round'],
    ['[1e-400]', 'JSON with a number that reading it would round'],
    ['[9007199254740994]', 'JSON with an integer beyond 2^53'],
    ['"\\ud800"', 'JSON with a string with half a surrogate pair'],
  ])('%j are not read, and never rounded', (text, problem) => {
    expect(readDocument(bytes(text))).toBeUndefined()
    expect(unreadBytes(bytes(text))).toMatchObject({ problem, bytes: text.length })
  })

  it('that are no text are not read', () => {
    expect(unreadBytes(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ problem: 'no text: not UTF-8' })
  })

  it.each([
    '0.1',
    '1.0',
    '-12.50e3',
    '9007199254740991',
    '1E5',
    '0.30000000000000004',
    '5e-324',
    '"12345678901234567890"',
  ])('%s are read: a double holds them', (text) => {
    expect(readDocument(bytes(text))).toEqual(JSON.parse(text))
    expect(unreadBytes(bytes(text))).toBeUndefined()
  })
})

describe('other bytes of the same values', () => {
  it.each([
    ['{"a": 1}', 'blanks'],
    ['{\n  "a": 1\n}\n', 'line breaks, blanks'],
    ['{"a":1.0}', 'numbers written otherwise'],
    ['{"a":1,"a":1}', 'a member twice, of which the last counts'],
    ['{"b":{"d":1,"c":2},"a":1}', 'order of members'],
    ['{"a":"\\u0061"}', 'characters escaped otherwise'],
    ['\ufeff{"a":1}', 'a byte order mark'],
  ])('%j differ in words', (text, words) => {
    expect(describeOtherBytes(bytes(text))).toBe(words)
    expect(readDocument(bytes(text))).toBeDefined()
    expect(canonicalJson(readDocument(bytes(text)) ?? null)).not.toBe(text)
  })
})
