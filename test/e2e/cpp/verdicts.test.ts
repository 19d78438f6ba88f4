import { beforeAll, expect, it } from 'vitest'
import type { Schema } from '../../../src/schema/index.ts'
import { components, schemaOf } from '../../configs/real-workspace.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { compare, draw } from './compare.ts'
import { compileJudge, type Question } from './judge.ts'
import { drawReal } from './real-documents.ts'
import { demoDocuments, demoSchema } from './schemas.ts'

const count = Number(process.env.APPIA_NEAR_MISSES ?? 20_000)
const sanitizers = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all']
const seed = Number(process.env.APPIA_SEED ?? 1)

describeGroup('cpp', cppMissing(), 'generated C++ beside Ajv', () => {
  const real: readonly Schema[] = components.map(schemaOf)
  const others: readonly Schema[] = [schemaOf('interfaces'), schemaOf('rotation'), demoSchema()]
  let program = ''

  beforeAll(async () => {
    program = await compileJudge([...real, ...others], {
      compiler: 'clang++',
      flags: ['-std=c++17', ...sanitizers],
    })
  }, 1_800_000)

  it(`says the same of ${count} documents of four components that are nearly right`, async () => {
    await expectSame(real, drawReal({ count, seed }))
  }, 1_800_000)

  it(`says the same of ${count / 4} of other schemas`, async () => {
    const known = new Map([['demo', demoDocuments()]])
    await expectSame(others, draw({ schemas: others, known, count: count / 4, seed }))
  }, 1_800_000)

  async function expectSame(schemas: readonly Schema[], questions: readonly Question[]): Promise<void> {
    const { accepted, refused, differences, counts } = await compare(program, schemas, questions)
    console.log(counts)
    expect(differences).toEqual([])
    expect(accepted).toBeGreaterThan(questions.length / 20)
    expect(refused).toBeGreaterThan(questions.length / 2)
  }
})
