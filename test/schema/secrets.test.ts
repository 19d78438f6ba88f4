import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/model/index.ts'
import { checkValue } from '../../src/schema/index.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

const secret = { type: ['string', 'null'], 'x-secret': true }
const nested = { anyOf: [{ type: 'null' }, { anyOf: [{ type: 'integer', minimum: 0, maximum: 1 }, secret] }] }
const closed = (properties: JsonObject): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  properties,
})

const schema = schemaOf(
  profileSchema({
    $defs: { secret },
    properties: {
      plain: secret,
      referred: { $ref: '#/$defs/secret' },
      list: { type: 'array', uniqueItems: true, maxItems: 1, items: secret },
      tuple: { type: 'array', prefixItems: [secret], items: false, minItems: 1, maxItems: 1 },
      free: { type: 'object', additionalProperties: secret },
      nested,
      tagged: { oneOf: [closed({ kind: { const: 'a' }, key: secret }), closed({ kind: { const: 'b' } })] },
    },
  }),
)

const shapes: readonly ((literal: JsonValue) => JsonObject)[] = [
  (literal) => ({ plain: literal }),
  (literal) => ({ plain: [literal] }),
  (literal) => ({ plain: { value: literal } }),
  (literal) => ({ referred: literal }),
  (literal) => ({ list: [literal, literal] }),
  (literal) => ({ list: literal }),
  (literal) => ({ tuple: [literal, literal] }),
  (literal) => ({ free: { a: literal } }),
  (literal) => ({ nested: literal }),
  (literal) => ({ tagged: { kind: 'a', key: literal } }),
  (literal) => ({ tagged: { kind: 'b', key: literal } }),
  (literal) => ({ plane: literal }),
]

describe('a literal where a secret belongs', () => {
  it('is refused and never repeated, wherever the schema has the field', async () => {
    const literal = fc.stringMatching(/^[A-Z]{12}$/)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...shapes), literal, async (shape, text) => {
        const { findings } = await checkValue(schema, shape(text))
        expect(findings.length).toBeGreaterThan(0)
        expect(JSON.stringify(findings)).not.toContain(text)
      }),
      { numRuns: 200 },
    )
  })

  it('is refused as null is not', async () => {
    expect(
      (await checkValue(schema, { plain: null, nested: null, referred: { $secret: 'a' } })).findings,
    ).toEqual([])
  })
})
