import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkValue, lintSchema } from '../../src/schema/index.ts'
import { chanceOf, exampleDocument, mutate } from '../support/published/example-document.ts'
import { documents, schemas } from './arbitrary-schema.ts'
import { plainAjv } from './plain-ajv.ts'
import { schemaOf } from './schema-of.ts'

const runs = Number(process.env.SCHEMA_RUNS ?? 60)

describe('any schema that passes the lint, any document', () => {
  it('the verdict is plain Ajv’s, and a refusal has words', async () => {
    const verdicts = { taken: 0, refused: 0 }
    const property = fc.asyncProperty(
      schemas,
      fc.array(documents, { minLength: 4, maxLength: 4 }),
      fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
      async (document, strangers, seeds) => {
        const schema = schemaOf(document)
        if ((await lintSchema(schema)).length > 0) return
        const validate = plainAjv(false).compile(document)
        const chances = seeds.map(chanceOf)
        const examples = chances.map((chance) => exampleDocument(schema, chance))
        const changed = examples.map((example, index) => mutate(example, chanceOf(index)))
        for (const value of [...strangers, ...examples, ...changed]) {
          const { findings } = await checkValue(schema, value)
          const isValid = validate(value)
          expect(findings.length === 0, JSON.stringify(value)).toBe(isValid)
          verdicts[isValid ? 'taken' : 'refused']++
          for (const { message } of findings)
            expect(message).not.toMatch(/undefined|\[object|NaN|something else/)
        }
      },
    )
    await fc.assert(property, { numRuns: runs })
    expect(verdicts.taken).toBeGreaterThan(runs)
    expect(verdicts.refused).toBeGreaterThan(runs)
  }, 3_600_000)

  it('is one that strict Ajv takes', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async (document) => {
        const isTaken = (await lintSchema(schemaOf(document))).length === 0
        if (isTaken) plainAjv(true).compile(document)
      }),
      { numRuns: runs },
    )
  }, 3_600_000)
})
