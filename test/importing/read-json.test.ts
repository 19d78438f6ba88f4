import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/importing/index.ts'

function complaintsOf(text: string): string[] {
  const read = readDocument({ file: 'a.json', text })
  if (!('diagnostics' in read)) return []
  return read.diagnostics.map(({ message, at, help }) => {
    expect(help).toBeTruthy()
    return `${at?.line}:${at?.column} ${message}`
  })
}

describe('a file that is no document', () => {
  it.each([
    ['', ['1:1 a.json is empty']],
    ['// only a comment\n', ['1:1 a.json is empty']],
    ['{"a": 1', ['1:8 a.json is not valid JSON: "," or "}" expected, found the end of the file']],
    ['{\n  a: 1\n}', ['2:3 a.json is not valid JSON: a member name in double quotes expected, found "a"']],
    ['{"a": 1, "a": 2}', ['1:10 a.json is not valid JSON: the member "a" twice']],
    ['{"n": 9007199254740993}', ['1:2 /n is an integer beyond 2^53 (9007199254740992)']],
    ['{"n": 1e400}', ['1:2 /n is Infinity']],
    ['{"n": -0}', ['1:2 /n is -0']],
    ['[0.1000000000000000000000001]', ['1:2 /0 is 0.1000000000000000000000001, which a double cannot hold']],
    ['{"a": {"__proto__": 1}}', ['1:8 /a/__proto__ has a name that no member of an object literal can have']],
    ['{"$secret": "a"}', ['1:2 /$secret has a name that stands for a secret in a config']],
    ['{"$quantity": "a"}', ['1:2 /$quantity has a name that stands for a quantity in a config']],
    ['"\\ud800"', ['1:1 the value is a string with half a surrogate pair']],
    ['[1,,]', ['1:5 a.json is not valid JSON: a value expected, found "]"']],
    ['/* open', ['1:1 a.json is not valid JSON: a value expected, found "/"']],
  ])('%s', (text, expected) => {
    expect(complaintsOf(text)).toEqual(expected)
  })

  it('of a thousand levels is named by its depth', () => {
    expect(complaintsOf('['.repeat(1000) + ']'.repeat(1000))).toEqual([
      '1:257 a.json is not valid JSON: lists and objects more than 256 deep',
    ])
  })
})

describe('a document', () => {
  it('may have comments, trailing commas and a byte order mark', () => {
    const read = readDocument({ file: 'a.json', text: '\uFEFF{ "a": "// text", /* of b */ "b": [1, 2,], }' })
    if ('diagnostics' in read) throw new Error(JSON.stringify(read.diagnostics))
    expect(read.value).toEqual({ a: '// text', b: [1, 2] })
    expect([...read.comments]).toEqual([['/b', { above: ['of b'] }]])
  })

  it('keeps numbers as they are written', () => {
    const read = readDocument({ file: 'a.json', text: '[0.70, 1E3, 5, 1.0, -2.50]' })
    if ('diagnostics' in read) throw new Error(JSON.stringify(read.diagnostics))
    expect([...read.numbers.values()]).toEqual(['0.70', '1E3', '1.0', '-2.50'])
  })

  it('of many comments is read in time that grows with it', () => {
    const line = '"a": [1, /* x */ 2], // y\n'
    const text = `{${Array.from({ length: 20_000 }, (_, index) => line.replace('a', `a${index}`)).join('')}}`
    expect(readDocument({ file: 'a.json', text })).toHaveProperty('comments.size', 40_000)
  })
})
