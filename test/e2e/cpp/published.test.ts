import { expect, it } from 'vitest'
import { generateCpp } from '../../../src/codegen/index.ts'
import type { JsonValue } from '../../../src/model/index.ts'
import { parseSchemas, type Schema } from '../../../src/schema/index.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { chanceOf, exampleDocument } from '../../support/published/example-document.ts'
import { publishedSchema } from '../../support/published/schemas.ts'
import { compare, draw } from './compare.ts'
import { compileJudge } from './judge.ts'

const names = ['turbo-v2', 'swagger-2.0', 'openapi-3.0', 'openapi-3.1', 'geojson', 'draft-07', 'draft-06']
const count = Number(process.env.APPIA_NEAR_MISSES ?? 20_000)
const seed = Number(process.env.APPIA_SEED ?? 1)

describeGroup('cpp', cppMissing(), 'generated C++ of published schemas', () => {
  it(`says the same as Ajv of ${count} documents that are nearly right`, async () => {
    const schemas = names.map(publishedSchema)
    const known = new Map(
      schemas.map((schema): [string, JsonValue[]] => {
        const seeds = Array.from({ length: 40 }, (_, index) => index)
        return [schema.name, seeds.map((each) => exampleDocument(schema, chanceOf(each)))]
      }),
    )
    const program = await compileJudge(schemas, { compiler: 'clang++', flags: ['-std=c++20'] })
    const questions = draw({ schemas, known, count, seed })
    const { accepted, refused, differences, counts } = await compare(program, schemas, questions)
    console.log(counts)
    expect(differences).toEqual([])
    expect(accepted).toBeGreaterThan(count / 20)
    expect(refused).toBeGreaterThan(count / 4)
  }, 1_800_000)

  it('is refused where a pattern looks around, at each place', async () => {
    const schema = schemaWithLookarounds()
    const { files, diagnostics } = await generateCpp({
      schemas: new Map([['words', schema]]),
      runtime: new Map(),
    })
    expect(files).toEqual([])
    expect(
      diagnostics.map(({ code, at }) => [code, schema.text.split('\n')[(at?.line ?? 0) - 1]?.trim()]),
    ).toEqual([
      ['not-expressible', '"pattern": "^(?=[^!]+$)(?=(.*\\\\w)).+$",'],
      ['not-expressible', '"pattern": "(?<!a)b"'],
    ])
  })
})

function schemaWithLookarounds(): Schema {
  const text = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "word": {
      "pattern": "^(?=[^!]+$)(?=(.*\\\\w)).+$",
      "type": "string"
    },
    "words": {
      "type": "array",
      "items": {
        "type": "string",
        "pattern": "(?<!a)b"
      }
    }
  }
}`
  const { schemas } = parseSchemas([{ file: 'words.schema.json', text }])
  return schemas.get('words') as Schema
}
