import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/model/index.ts'
import { checkValue, describeValue } from '../../src/schema/index.ts'
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

describe('a private key in a document', () => {
  const key = `AGE-SECRET-KEY-1${'Q'.repeat(58)}`
  const hosts = { type: 'array', items: { type: 'string', maxLength: 10 } }
  const open = schemaOf(
    profileSchema({ additionalProperties: true, properties: { hosts, password: secret } }),
  )

  it('is refused once, wherever it stands, and never shown', async () => {
    const { findings } = await checkValue(open, {
      hosts: ['a', `x ${key}`],
      password: key,
      more: { [key]: 1 },
    })
    expect(JSON.stringify(findings)).not.toContain('QQQQ')
    expect(findings.map(({ code, pointer }) => `${code} ${pointer}`).sort()).toEqual([
      'literal-secret /hosts/1',
      'literal-secret /more',
      'literal-secret /password',
    ])
  })

  it('is not quoted where a value is described', () => {
    expect(describeValue(key)).toBe('a private key (not shown)')
  })
})
