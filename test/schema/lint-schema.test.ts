import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/model/index.ts'
import { lintSchema } from '../../src/schema/index.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

const port = { type: 'integer', minimum: 1, maximum: 65535 }

const tagged = (kind: JsonObject): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  properties: { kind },
})

const breaks: [string, JsonObject | string, string][] = [
  ['no dialect', { $schema: 'http://json-schema.org/draft-07/schema#' }, 'does not declare draft 2020-12'],
  ['a dynamic reference', { properties: { a: { $dynamicRef: '#x' } } }, '/properties/a uses $dynamicRef'],
  ['a dynamic anchor', { $defs: { a: { $dynamicAnchor: 'x' } } }, '/$defs/a uses $dynamicAnchor'],
  ['unevaluated members', { unevaluatedProperties: false }, 'uses unevaluatedProperties'],
  ['a nested identity', { properties: { a: { $id: 'x' } } }, '/properties/a has a nested $id'],
  ['an empty enum', { properties: { a: { enum: [] } } }, '/properties/a has an empty enum'],
  ['an unknown format', { properties: { a: { type: 'string', format: 'ip' } } }, 'the unknown format "ip"'],
  [
    'an object open by accident',
    { properties: { a: { type: 'object' } } },
    'neither open nor closed on purpose',
  ],
  [
    'an unbounded integer',
    { properties: { a: { type: 'integer', minimum: 0 } } },
    'an integer without maximum',
  ],
  [
    'an unknown keyword',
    { properties: { a: { type: 'string', maxLenght: 3 } } },
    'the unknown keyword maxLenght',
  ],
  ['an unknown x- keyword', { properties: { a: { 'x-units': 'ms' } } }, 'the unknown keyword x-units'],
  ['an unknown unit', { properties: { a: { ...port, 'x-unit': 'sec' } } }, 'the unknown unit "sec"'],
  [
    'a unit of a text',
    { properties: { a: { type: 'string', 'x-unit': 'ms' } } },
    'has a unit but is not a number',
  ],
  [
    'an unknown effect',
    { properties: { a: { type: 'string', 'x-effect': 'soon' } } },
    'the unknown effect "soon"',
  ],
  [
    'a secret that is a text',
    { properties: { a: { type: 'string', 'x-secret': 'yes' } } },
    "not true, 'plain' or 'sealed'",
  ],
  ['a secret in a condition', { not: { 'x-secret': true } }, 'an x-secret inside a condition'],
  [
    'a foreign reference',
    { properties: { a: { $ref: 'other.json' } } },
    'but schemas/other.json is not there',
  ],
  [
    'a broken reference',
    { $defs: { port }, properties: { a: { $ref: '#/$defs/prot' } } },
    'which is not there',
  ],
  ['a required key that is not allowed', { required: ['a'] }, 'requires a, which it does not allow'],
  [
    'a key that elements do not have',
    {
      properties: {
        a: {
          type: 'array',
          'x-key': 'nmae',
          items: { type: 'object', additionalProperties: false, properties: { name: { type: 'string' } } },
        },
      },
    },
    'has the x-key nmae, which its elements do not have',
  ],
  [
    'a key of no list',
    { properties: { a: { type: 'string', 'x-key': 'b' } } },
    'does not name members of a list',
  ],
  ['lists that are not there', { 'x-disjoint': ['a', 'b'] }, 'x-disjoint that does not name'],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  ['a default in a condition', { then: { properties: { a: { default: 1 } } }, if: {} }, 'inside a condition'],
  [
    'a default out of range',
    { properties: { a: { ...port, default: 0 } } },
    '/properties/a/default must be 1..65535',
  ],
  [
    'a literal for a secret',
    { properties: { a: { type: 'string', 'x-secret': true, default: 'x' } } },
    'not shown',
  ],
  [
    'a misspelt type',
    { properties: { a: { type: 'objekt' } } },
    'one of array, boolean, integer, null, number, object, string, got "objekt"',
  ],
  ['a value where a schema belongs', { properties: { a: 5 } }, '/properties/a is not valid JSON Schema'],
  [
    'an expression that is none',
    { properties: { a: { type: 'string', pattern: '[' } } },
    'is not a regular expression',
  ],
  [
    'an expression that is none, for names',
    { patternProperties: { 'a{,': true } },
    'the pattern "a{,", which is not a regular expression',
  ],
  [
    'a keyword without its type',
    { properties: { a: { minimum: 1 } } },
    'says nothing of what is not a number',
  ],
  [
    'a type that cannot be here',
    { properties: { a: { type: 'string', anyOf: [{ type: 'number' }] } } },
    'asks for a number, where only a string can be',
  ],
  ['a condition without consequence', { if: { required: ['a'] } }, 'a condition without consequence'],
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  ['a consequence without condition', { then: { required: ['a'] } }, 'has then without if'],
  ['a count of nothing', { properties: { a: { type: 'array', minContains: 1 } } }, 'without contains'],
  [
    'a count that asks for nothing',
    { properties: { a: { type: 'array', contains: {}, minContains: 0 } } },
    'asks for nothing with minContains 0',
  ],
  [
    'a count that cannot be',
    { properties: { a: { type: 'array', contains: {}, minContains: 2, maxContains: 1 } } },
    '2 elements or more and 1 or fewer',
  ],
  [
    'a name that a pattern declares too',
    { properties: { ab: true }, patternProperties: { '^a': true } },
    'declares ab twice',
  ],
  ['a name that JavaScript keeps for itself', '{ "properties": { "__proto__": {} } }', 'cannot be checked'],
  ['a name of half a character', '{ "$defs": { "\\ud800": {} } }', 'cannot be checked'],
  ['a reference to itself', { $defs: { a: { anyOf: [{ $ref: '#/$defs/a' }] } } }, 'refers to itself'],
  [
    'references in a circle',
    { $defs: { a: { $ref: '#/$defs/b' }, b: { not: { $ref: '#/$defs/a' } } } },
    '/$defs/b/not refers to itself',
  ],
  [
    'a tag without alternatives',
    { discriminator: { propertyName: 'kind' } },
    'a discriminator without oneOf',
  ],
  [
    'a tag with a mapping',
    { discriminator: { propertyName: 'kind', mapping: {} }, oneOf: [tagged({ const: 'a' })] },
    'a discriminator that is not { "propertyName": … } alone',
  ],
  [
    'a tag that a branch lacks',
    { discriminator: { propertyName: 'kind' }, oneOf: [tagged({ const: 'a' }), tagged({ type: 'string' })] },
    'of which a branch does not say its kind',
  ],
  [
    'a tag that two branches share',
    {
      discriminator: { propertyName: 'kind' },
      oneOf: [tagged({ const: 'a' }), tagged({ enum: ['a', 'b'] })],
    },
    'of which two branches share a kind',
  ],
  [
    'a tag that is not required',
    { discriminator: { propertyName: 'kind' }, oneOf: [{ ...tagged({ const: 'a' }), required: [] }] },
    'of which a branch does not require kind',
  ],
  [
    'a tuple without a length',
    { properties: { a: { type: 'array', prefixItems: [{}] } } },
    'is a tuple of 1 that may be shorter or longer',
  ],
]

describe('the house profile', () => {
  it.each(breaks)('refuses %s', async (_, parts, message) => {
    const added = typeof parts === 'string' ? (JSON.parse(parts) as JsonObject) : parts
    const diagnostics = await lintSchema(schemaOf(profileSchema(added)))
    expect(diagnostics.map((each) => each.message).join('\n')).toContain(message)
    expect(diagnostics.every(({ code }) => code === 'schema-profile' || code === 'schema-syntax')).toBe(true)
  })

  it('refuses a leaf whose effect nobody states', async () => {
    const { 'x-effect': _, ...bare } = profileSchema({
      $defs: { name: { type: 'string' } },
      properties: { a: { $ref: '#/$defs/name' }, b: { type: 'string', 'x-effect': 'live' } },
    })
    const diagnostics = await lintSchema(schemaOf(bare))
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '/properties/a has no x-effect, and nothing above it has one',
    ])
  })

  it('complains of unevaluated members once', async () => {
    const { additionalProperties: _, ...open } = profileSchema({ unevaluatedProperties: false })
    expect(await lintSchema(schemaOf(open))).toHaveLength(1)
  })

  it('names the line of what it refuses, and what to do', async () => {
    const diagnostics = await lintSchema(schemaOf(profileSchema({ properties: { a: { enum: [] } } })))
    expect(diagnostics).toMatchObject([{ at: { line: 8, column: 7 }, help: 'list the allowed values' }])
  })

  it('tells everything at once, each at its own line, inside definitions too', async () => {
    const schema = profileSchema({
      properties: {
        a: { type: 'text' },
        b: { type: 'string', default: 1 },
        c: { type: 'string', pattern: '(' },
      },
      $defs: { x: { enum: [] }, y: { maxLength: 1 }, z: { type: 'array', prefixItems: [{ minimum: 2 }] } },
    })
    const lines = JSON.stringify(schema, null, 2).split('\n')
    const found = (await lintSchema(schemaOf(schema))).map(({ message, at }) => [
      message.split(/ (?:is|has) /)[0],
      lines[(at?.line ?? 0) - 1]?.trim().replace(/[,{[ ]+$/, ''),
    ])
    expect(found).toEqual([
      ['/properties/a/type', '"type": "text"'],
      ['/properties/c', '"pattern": "("'],
      ['/$defs/x', '"enum": []'],
      ['/$defs/y', '"maxLength": 1'],
      ['/$defs/z', '"prefixItems":'],
      ['/$defs/z/prefixItems/0', '"minimum": 2'],
    ])
  })

  it('accepts a type that a reference or what surrounds it states', async () => {
    const schema = profileSchema({
      $defs: { port },
      properties: {
        a: { $ref: '#/$defs/port', minimum: 1024 },
        b: {
          type: ['string', 'number'],
          anyOf: [{ minLength: 2 }, { type: 'integer', maximum: 3, minimum: 0 }],
        },
      },
      propertyNames: { maxLength: 3 },
      dependentSchemas: { a: { required: ['b'] } },
    })
    expect(await lintSchema(schemaOf(schema))).toEqual([])
  })

  it('accepts conditions that only restrict', async () => {
    const schema = profileSchema({
      properties: { mode: { enum: ['a', 'b'] }, size: { ...port, default: 5 }, x: { type: 'string' } },
      if: { properties: { mode: { const: 'a' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['x'], properties: { size: { type: 'integer', minimum: 3 } } },
      anyOf: [{ required: ['mode'] }, { required: ['x'] }],
    })
    expect(await lintSchema(schemaOf(schema))).toEqual([])
  })

  it('refuses a default that holds itself without end, also by way of another', async () => {
    const holding = (ref: string) => ({
      type: 'object',
      additionalProperties: false,
      properties: { next: { $ref: ref, default: {} } },
    })
    const properties = { a: { $ref: '#/$defs/one' } }
    const itself = profileSchema({ $defs: { one: holding('#/$defs/one') }, properties })
    expect((await lintSchema(schemaOf(itself))).map(({ message }) => message)).toEqual([
      '/$defs/one/properties/next/default holds itself without end: what it leaves out is filled in by defaults, this one among them',
    ])
    const $defs = { one: holding('#/$defs/two'), two: holding('#/$defs/one') }
    const circle = await lintSchema(schemaOf(profileSchema({ $defs, properties })))
    expect(circle.map(({ message }) => message.split(' ')[0])).toEqual([
      '/$defs/one/properties/next/default',
      '/$defs/two/properties/next/default',
    ])
  })

  it('checks a default after completing it', async () => {
    const inner = { type: 'object', additionalProperties: false, required: ['p'], properties: { p: port } }
    const complete = { ...inner, properties: { p: { ...port, default: 1 } } }
    expect(
      await lintSchema(schemaOf(profileSchema({ properties: { a: { ...complete, default: {} } } }))),
    ).toEqual([])
    const [refused] = await lintSchema(
      schemaOf(profileSchema({ properties: { a: { ...inner, default: {} } } })),
    )
    expect(refused?.message).toBe('/properties/a/default lacks p')
  })
})
