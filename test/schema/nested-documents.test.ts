import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/model/index.ts'
import { checkValue } from '../../src/schema/index.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

const branch = (kind: string): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  properties: { kind: { const: kind }, child: { $ref: '#/$defs/node' } },
})

function nodesSchema(union: JsonObject): ReturnType<typeof schemaOf> {
  return schemaOf(profileSchema({ $defs: { node: union }, properties: { node: { $ref: '#/$defs/node' } } }))
}

function nested(depth: number): JsonValue {
  let node: JsonValue = { kind: 'c' }
  for (let level = 0; level < depth; level++) node = { kind: 'a', child: node }
  return { node }
}

describe('a document of nodes in nodes', () => {
  // With every branch looked at on every level this would take longer than the universe is old.
  it('is told its one fault 100 levels down, where a tag says which branch is meant', async () => {
    const tagged = {
      type: 'object',
      discriminator: { propertyName: 'kind' },
      oneOf: [branch('a'), branch('b')],
    }
    const { findings } = await checkValue(nodesSchema(tagged), nested(100))
    expect(findings).toMatchObject([
      {
        code: 'not-allowed',
        pointer: `/node${'/child'.repeat(100)}/kind`,
        message: `/node${'/child'.repeat(100)}/kind must be a or b, got "c"`,
      },
    ])
  })

  it('is told it once, where none does', async () => {
    const { findings } = await checkValue(nodesSchema({ anyOf: [branch('a'), branch('b')] }), nested(6))
    expect(findings).toMatchObject([
      { message: `/node${'/child'.repeat(6)}/kind must be "a" or be "b", got "c"` },
    ])
  })

  it('is refused, and breaks nothing, where it is deeper than can be followed', async () => {
    const schema = schemaOf(profileSchema({ properties: { node: true } }))
    expect((await checkValue(schema, nested(250))).findings).toEqual([])
    for (const depth of [257, 20_000]) {
      expect((await checkValue(schema, nested(depth))).findings).toMatchObject([
        { pointer: '', message: 'the document holds lists and objects more than 256 deep' },
      ])
    }
  })
})
