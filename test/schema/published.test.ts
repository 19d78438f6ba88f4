import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkValue, lintSchema } from '../../src/schema/index.ts'
import { chanceOf, exampleDocument, mutate } from '../support/published/example-document.ts'
import { publishedNames, publishedSchema } from '../support/published/schemas.ts'
import { plainAjv } from './plain-ajv.ts'

const runs = Number(process.env.SCHEMA_RUNS ?? 15)
const firstSeed = Number(process.env.APPIA_SEED ?? 1)

describe('a published schema', () => {
  it.each(publishedNames)(
    '%s: the verdict on changed documents is plain Ajv’s, and a refusal has words',
    async (name) => {
      const schema = publishedSchema(name)
      expect(await lintSchema(schema)).toEqual([])
      const validate = plainAjv(false).compile(schema.document)
      const verdicts = { taken: 0, refused: 0 }
      // Documents of both verdicts; those of large schemas are seldom taken.
      for (let seed = firstSeed; seed < firstSeed + 20 && !(verdicts.taken && verdicts.refused); seed++) {
        await fc.assert(
          fc.asyncProperty(fc.nat(), async (number) => {
            const chance = chanceOf(number)
            const example = exampleDocument(schema, chance)
            for (const document of [example, mutate(example, chance), mutate(example, chance)]) {
              const { findings } = await checkValue(schema, document)
              const isValid = validate(document)
              expect(findings.length === 0, JSON.stringify(document)).toBe(isValid)
              verdicts[isValid ? 'taken' : 'refused']++
              for (const { message } of findings)
                expect(message).not.toMatch(/undefined|\[object|NaN|something else/)
            }
          }),
          { numRuns: runs, seed },
        )
      }
      expect(verdicts.taken).toBeGreaterThan(0)
      expect(verdicts.refused).toBeGreaterThan(0)
    },
    600_000,
  )
})
