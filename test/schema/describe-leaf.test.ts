import { describe, expect, it } from 'vitest'
import { describeLeaf } from '../../src/schema/index.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

const schema = schemaOf(
  profileSchema({
    'x-effect': 'none',
    $defs: { port: { type: 'integer', minimum: 1, maximum: 65535, description: 'a TCP port' } },
    properties: {
      filter: {
        type: 'object',
        'x-effect': 'live',
        properties: { ports: { type: 'array', items: { $ref: '#/$defs/port' } } },
      },
      linger: { type: 'integer', minimum: 0, maximum: 5000, 'x-unit': 'ms', 'x-effect': 'restart' },
      sets: {
        type: 'object',
        additionalProperties: { type: 'object', properties: { mode: { enum: ['a', 'b'] } } },
      },
      either: {
        anyOf: [{ type: 'null' }, { type: 'object', properties: { password: { 'x-secret': true } } }],
      },
    },
  }),
)

describe('what a schema says of lists and types', () => {
  const lists = schemaOf(
    profileSchema({
      $defs: { hosts: { type: 'array', 'x-key': ['host', 'port'], items: { type: 'object' } } },
      properties: {
        rules: { type: 'array', 'x-key': 'name', items: { type: ['object', 'null'] } },
        hosts: { $ref: '#/$defs/hosts' },
        level: { anyOf: [{ type: 'integer', minimum: 0, maximum: 9 }, { const: 'off' }] },
        any: {},
      },
    }),
  )

  it('is the key that tells elements apart', () => {
    expect(describeLeaf(lists, '/rules').elementKey).toEqual(['name'])
    expect(describeLeaf(lists, '/hosts').elementKey).toEqual(['host', 'port'])
    expect(describeLeaf(lists, '/any')).not.toHaveProperty('elementKey')
  })

  it('is each type that some branch allows; none where any is', () => {
    expect(describeLeaf(lists, '/rules/0').types).toEqual(['null', 'object'])
    expect(describeLeaf(lists, '/level').types).toEqual(['number', 'string'])
    expect(describeLeaf(lists, '/any')).not.toHaveProperty('types')
  })

  it('is at the root whether there are secrets anywhere', () => {
    expect(describeLeaf(lists, '')).not.toHaveProperty('hasSecrets')
    expect(describeLeaf(schema, '').hasSecrets).toBe(true)
  })
})

describe('what a schema says of a leaf', () => {
  it('comes through references and lists, the effect from above', () => {
    expect(describeLeaf(schema, '/filter/ports/0')).toMatchObject({
      effect: 'live',
      isSecret: false,
      description: 'a TCP port',
      range: '1..65535',
      schemaAt: { line: 21 },
    })
  })

  it('has the unit, in the range too', () => {
    expect(describeLeaf(schema, '/linger')).toMatchObject({
      effect: 'restart',
      unit: 'ms',
      range: '0..5000 ms (5 s)',
    })
  })

  it('comes through free names', () => {
    expect(describeLeaf(schema, '/sets/any/mode')).toMatchObject({ effect: 'none', range: 'one of a, b' })
  })

  it('knows a secret inside an alternative', () => {
    expect(describeLeaf(schema, '/either/password').isSecret).toBe(true)
  })

  it('is what is known above, where the schema does not know the leaf', () => {
    expect(describeLeaf(schema, '/filter/gone')).toEqual({
      effect: 'live',
      isSecret: false,
      schemaAt: { file: 'schemas/demo.schema.json', line: 15, column: 5, length: 8 },
    })
  })
})
