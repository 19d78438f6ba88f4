import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/model/index.ts'
import { checkValue, lintSchema } from '../../src/schema/index.ts'
import { documents, schemas } from './arbitrary-schema.ts'
import { plainAjv } from './plain-ajv.ts'
import { schemaOf } from './schema-of.ts'

const runs = Number(process.env.SCHEMA_RUNS ?? 30)

describe('any schema that passes the lint, any document', () => {
  it('the verdict is plain Ajv’s, and a refusal has words', async () => {
    let refused = 0
    let used = 0
    const property = fc.asyncProperty(
      schemas,
      fc.array(documents, { minLength: 6, maxLength: 6 }),
      async (document, values) => {
        const schema = schemaOf(document)
        if ((await lintSchema(schema)).length > 0) return
        used++
        const validate = plainAjv(false).compile(document)
        for (const value of values) {
          const { findings } = await checkValue(schema, value)
          expect(findings.length === 0).toBe(validate(value))
          refused += findings.length
          for (const { message, pointer } of findings) {
            expect(message).not.toMatch(/undefined|\[object|NaN|something else/)
            expect(pointer).toBeTypeOf('string')
          }
        }
      },
    )
    await fc.assert(property, { numRuns: runs })
    expect(used).toBeGreaterThan(runs / 5)
    expect(refused).toBeGreaterThan(runs / 5)
  }, 3_600_000)

  it('is one that strict Ajv takes', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async (document) => {
        const isTaken = (await lintSchema(schemaOf(document))).length === 0
        if (isTaken) plainAjv(true).compile(document as JsonObject & { $schema: string })
      }),
      { numRuns: runs },
    )
  }, 3_600_000)
})
