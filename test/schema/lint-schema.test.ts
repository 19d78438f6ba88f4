import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/model/index.ts'
import { lintSchema } from '../../src/schema/index.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

const port = { type: 'integer', minimum: 1, maximum: 65535 }

const breaks: [string, JsonObject, string][] = [
  ['no dialect', { $schema: 'http://json-schema.org/draft-07/schema#' }, 'does not declare draft 2020-12'],
  ['a dynamic reference', { properties: { a: { $dynamicRef: '#x' } } }, '/properties/a uses $dynamicRef'],
  ['a dynamic anchor', { $defs: { a: { $dynamicAnchor: 'x' } } }, '/$defs/a uses $dynamicAnchor'],
  ['unevaluated members', { unevaluatedProperties: false }, 'uses unevaluatedProperties'],
  ['a nested identity', { properties: { a: { $id: 'x' } } }, '/properties/a has a nested $id'],
  ['an empty enum', { properties: { a: { enum: [] } } }, '/properties/a has an empty enum'],
  ['a format', { properties: { a: { type: 'string', format: 'ipv4' } } }, '/properties/a uses format'],
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
    'has a unit but is no number',
  ],
  [
    'an unknown effect',
    { properties: { a: { type: 'string', 'x-effect': 'soon' } } },
    'the unknown effect "soon"',
  ],
  [
    'a secret that is a text',
    { properties: { a: { type: 'string', 'x-secret': 'yes' } } },
    'not true or false',
  ],
  ['a secret in a condition', { not: { 'x-secret': true } }, 'an x-secret inside a condition'],
  ['a foreign reference', { properties: { a: { $ref: 'other.json' } } }, 'not an entry of $defs'],
  [
    'a broken reference',
    { $defs: { port }, properties: { a: { $ref: '#/$defs/prot' } } },
    'which is not there',
  ],
  ['a required key that is not allowed', { required: ['a'] }, 'requires a, which it does not allow'],
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
  ['a misspelt type', { properties: { a: { type: 'objekt' } } }, '(array, boolean, integer, null, '],
  ['a value where a schema belongs', { properties: { a: 5 } }, '/properties/a is not valid JSON Schema'],
  ['a tuple without a length', { properties: { a: { type: 'array', prefixItems: [{}] } } }, 'cannot be used'],
]

describe('the house profile', () => {
  it.each(breaks)('refuses %s', async (_, parts, message) => {
    const diagnostics = await lintSchema(schemaOf(profileSchema(parts)))
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
