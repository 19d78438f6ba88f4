import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lintSchema, parseSchemas, type Schema, validateValue } from '../../src/schema/index.ts'
import { compilePattern, PatternRefused } from '../../src/schema/patterns/compile-pattern.ts'
import { knowNamePatterns, knowPatterns, matches } from '../../src/schema/patterns/known-patterns.ts'
import { hasMatch } from '../../src/schema/patterns/match-steps.ts'

const runs = Number(process.env.SCHEMA_RUNS ?? 100) * 15

const literals = [
  'a',
  'b',
  '-',
  '_',
  '0',
  ' ',
  'é',
  '😀',
  '\\n',
  '\\u2028',
  '\\.',
  '\\x41',
  '\\u{1F600}',
  '\\ud83d',
]
const classes = [
  '.',
  '\\d',
  '\\D',
  '\\w',
  '\\W',
  '\\s',
  '\\S',
  '[ab]',
  '[^ab]',
  '[a-f0-9]',
  '[^\\s\\d]',
  '[\\w-]',
  '[]',
  '[^]',
]
const properties = ['\\p{L}', '\\P{Lu}', '[\\p{Nd}_]']
const atoms = fc.constantFrom(...literals, ...classes, ...properties)
const assertions = fc.constantFrom('^', '$', '\\b', '\\B')
const quantifiers = fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', '+?', '??', '{0}')

const { pattern } = fc.letrec<{ pattern: string; term: string }>((tie) => ({
  pattern: fc
    .array(
      fc.array(fc.oneof(tie('term'), assertions), { maxLength: 4 }).map((terms) => terms.join('')),
      { minLength: 1, maxLength: 3 },
    )
    .map((alternatives) => alternatives.join('|')),
  term: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atoms,
    fc.tuple(atoms, quantifiers).map(([atom, quantifier]) => atom + quantifier),
    fc.tuple(tie('pattern'), quantifiers).map(([inner, quantifier]) => `(?:${inner})${quantifier}`),
    tie('pattern').map((inner) => `(${inner})`),
    fc
      .tuple(fc.constantFrom('?=', '?!', '?<=', '?<!'), tie('pattern'))
      .map(([kind, inner]) => `(${kind}${inner})`),
  ),
}))
const characters = [
  'a',
  'b',
  'A',
  'f',
  '0',
  '7',
  '-',
  '_',
  ' ',
  '.',
  '\n',
  '\r',
  '\u2028',
  'é',
  'É',
  '😀',
  '\ud83d',
  '\ude00',
  '\u00a0',
  'ß',
]
const texts = fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((list) => list.join(''))

describe('a pattern of a schema', () => {
  it('has the verdict of ECMAScript', { timeout: 300_000 }, async () => {
    let matched = 0
    await fc.assert(
      fc.asyncProperty(pattern, fc.array(texts, { minLength: 1, maxLength: 5 }), async (source, list) => {
        const compiled = await compilePattern(source, { isPortable: false })
        const expression = new RegExp(source, 'u')
        for (const text of list) {
          // V8 finds \B between the halves of a surrogate pair, where ECMAScript does not look with the flag u.
          if (source.includes('\\B') && /[\u{10000}-\u{10ffff}]/u.test(text)) continue
          matched += expression.test(text) ? 1 : 0
          expect(hasMatch(compiled, text), JSON.stringify([source, text])).toBe(expression.test(text))
        }
      }),
      { numRuns: runs },
    )
    expect(matched).toBeGreaterThan(runs / 2)
  })

  it.each(['(a)\\1', '(?<n>a)\\k<n>'])(
    'that cannot be matched in linear time is refused, with its place: %s',
    async (source) => {
      await expect(compilePattern(source, { isPortable: false })).rejects.toThrow(PatternRefused)
      const schema = schemaOf(source)
      const found = await lintSchema(schema)
      expect(found).toMatchObject([{ code: 'schema-profile', at: { file: 'schemas/a.schema.json' } }])
      expect(matches(source, 'a')).toBe(false)
    },
  )

  it('goes through every part of a text once, however its repetitions are nested', async () => {
    const schema = schemaOf('^(?:(?:a|aa)+b?)+$')
    await knowPatterns(schema.document)
    expect(matches('^(?:(?:a|aa)+b?)+$', `${'a'.repeat(20)}c`)).toBe(false)
    expect(await validateValue(schema, { text: `${'ab'.repeat(10)}` })).toEqual([])
    expect(await validateValue(schema, { text: 'c' })).toMatchObject([{ code: 'wrong-format' }])
  })

  // Known by its verdict: the language would match what is refused here.
  it.each([
    ['as it is', 'patternProperties', '^(a)\\1$'],
    ['with an escape', 'pattern\\u0050roperties', '^(b)\\1$'],
  ])('of names is known where the keyword is spelt %s', async (_, keyword, source) => {
    const text = `{"${keyword}": {${JSON.stringify(source)}: {}}}`
    const [, twice = ''] = /(\w)/.exec(source) ?? []
    expect(matches(source, twice.repeat(2))).toBe(true)
    const schema = parseSchemas([{ file: 'schemas/a.schema.json', text }]).schemas.get('a') as Schema
    await knowNamePatterns(schema)
    expect(matches(source, twice.repeat(2))).toBe(false)
  })

  it('is told from another of the same schema', async () => {
    const { schemas } = parseSchemas([
      {
        file: 'schemas/a.schema.json',
        text: JSON.stringify({
          type: 'object',
          properties: { a: { type: 'string', pattern: '^a$' }, b: { type: 'string', pattern: '^b$' } },
          patternProperties: { '^x': { type: 'integer' } },
          additionalProperties: false,
        }),
      },
    ])
    const schema = schemas.get('a') as Schema
    expect(await validateValue(schema, { a: 'a', b: 'b', x1: 1 })).toEqual([])
    expect(await validateValue(schema, { a: 'b', b: 'b' })).toHaveLength(1)
    expect(await validateValue(schema, { y1: 1 })).toHaveLength(1)
  })
})

function schemaOf(pattern: string): Schema {
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    title: 'a',
    description: 'Of a test.',
    properties: { text: { type: 'string', description: 'Text.', pattern, 'x-effect': 'live' } },
    additionalProperties: false,
  }
  const { schemas } = parseSchemas([{ file: 'schemas/a.schema.json', text: JSON.stringify(document) }])
  return schemas.get('a') as Schema
}
