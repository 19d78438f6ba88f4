import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatNames } from '../../../src/schema/formats/formats.ts'
import { parseSchemas, validateValue } from '../../../src/schema/index.ts'
import { formatSamples, nearFormat } from '../../support/format-samples.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { compileJudge, judgeAll } from './judge.ts'

const runs = Number(process.env.SCHEMA_RUNS ?? 60) * 5

/** All formats, each under its own name. */
const document = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  'x-effect': 'live',
  properties: Object.fromEntries(formatNames.map((format) => [format, { type: 'string', format }])),
}

describeGroup('cpp', cppMissing(), 'a format in C++', () => {
  it('has the verdict that it has in TypeScript', async () => {
    const text = JSON.stringify(document)
    const { schemas } = parseSchemas([{ file: 'schemas/formats.schema.json', text }])
    const schema = schemas.get('formats')
    if (schema === undefined) throw new Error('no schema')
    const program = await compileJudge([schema], { compiler: 'g++', flags: ['-std=c++17', '-O1'] })
    const values = formatNames.flatMap((name) => {
      const { valid = [], invalid = [] } = formatSamples[name] ?? {}
      return [...valid, ...invalid, ...fc.sample(nearFormat(name), runs)].map((each) => ({ [name]: each }))
    })
    const questions = values.map((value) => ({ schema: 'formats', text: JSON.stringify(value) }))
    const verdicts = await judgeAll(program, questions)
    const taken = { yes: 0, no: 0 }
    for (const [index, value] of values.entries()) {
      const wrong = (await validateValue(schema, value)).map(({ pointer }) => pointer)
      expect(verdicts[index]?.pointers, JSON.stringify(value)).toEqual(wrong)
      taken[wrong.length === 0 ? 'yes' : 'no']++
    }
    expect(Math.min(taken.yes, taken.no)).toBeGreaterThan(values.length / 10)
  })
})
