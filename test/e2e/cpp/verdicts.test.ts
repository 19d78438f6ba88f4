import { beforeAll, expect, it } from 'vitest'
import type { Schema } from '../../../src/schema/index.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { compare, draw } from './compare.ts'
import { compileJudge } from './judge.ts'
import { demoDocuments, demoSchema, workspaceSchemas } from './schemas.ts'

const count = Number(process.env.APPIA_NEAR_MISSES ?? 20_000)
const sanitizers = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all']
const seed = Number(process.env.APPIA_SEED ?? 1)

describeGroup('cpp', cppMissing(), 'generated C++ beside Ajv', () => {
  let schemas: readonly Schema[] = []
  let program = ''

  beforeAll(async () => {
    schemas = [...(await workspaceSchemas()), demoSchema()]
    program = await compileJudge(schemas, {
      compiler: 'clang++',
      flags: ['-std=c++17', ...sanitizers],
    })
  }, 900_000)

  it(`says the same of ${count} documents that are nearly right`, async () => {
    const questions = draw({ schemas, known: new Map([['demo', demoDocuments()]]), count, seed })
    const { accepted, refused, differences } = await compare(program, schemas, questions)
    expect(differences).toEqual([])
    expect(accepted).toBeGreaterThan(count / 20)
    expect(refused).toBeGreaterThan(count / 2)
  }, 900_000)
})
