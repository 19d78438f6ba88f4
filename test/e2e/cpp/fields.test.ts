import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { JsonValue } from '../../../src/model/index.ts'
import { valueAt } from '../../../src/model/index.ts'
import type { Schema } from '../../../src/schema/index.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { oracleOf } from './expected.ts'
import { declaredFields, fieldsIn } from './fields.ts'
import { compileJudge, judgeAll, type Question } from './judge.ts'
import { rewriteAt } from './near-misses.ts'
import { demoDocuments, demoSchema, workspaceSchemas } from './schemas.ts'
import { documentsOf } from './valid-documents.ts'

/** Of each declared field a document that has it and is accepted, and one where only it is wrong. */
interface Coverage {
  readonly accepted: ReadonlyMap<string, JsonValue>
  readonly refused: ReadonlyMap<string, { readonly document: JsonValue; readonly pointer: string }>
}

const wrongValues: readonly JsonValue[] = [null, [], {}, 'wrong', -1e300, true, 0.3, [[]], '\u0000']

function cover(schema: Schema): Coverage {
  const oracle = oracleOf(schema)
  const accepted = new Map<string, JsonValue>()
  const refused = new Map<string, { document: JsonValue; pointer: string }>()
  const made = fc.sample(documentsOf(schema), { numRuns: 200, seed: 11 })
  for (const document of schema.name === 'demo' ? demoDocuments() : made) {
    if (!oracle.accepts(document)) continue
    for (const { field, pointer } of fieldsIn(schema, document)) {
      if (accepted.has(field) && refused.has(field)) continue
      accepted.set(field, document)
      for (const wrong of wrongValues) {
        const changed = rewriteAt(document, pointer, wrong)
        if (!oracle.pointersOf(changed).some((each) => each === pointer || pointer.startsWith(each))) continue
        refused.set(field, { document: changed, pointer })
        break
      }
    }
  }
  return { accepted, refused }
}

describeGroup('cpp', cppMissing(), 'every field of every schema', () => {
  let schemas: readonly Schema[] = []
  let program = ''

  beforeAll(async () => {
    schemas = [...(await workspaceSchemas()), demoSchema()]
    const flags = ['-std=c++17', '-fsanitize=address,undefined', '-fno-sanitize-recover=all']
    program = await compileJudge(schemas, { compiler: 'clang++', flags })
  }, 900_000)

  it('is in an accepted document and is what is wrong in a refused one', async () => {
    const counts: string[] = []
    for (const schema of schemas) {
      const { accepted, refused } = cover(schema)
      const fields = declaredFields(schema).filter((field) => !isFree(schema, field))
      expect(
        fields.filter((field) => !accepted.has(field) || !refused.has(field)),
        schema.name,
      ).toEqual([])
      const ask = (documents: Iterable<JsonValue>): Question[] =>
        [...documents].map((document) => ({ schema: schema.name, text: JSON.stringify(document) }))
      const taken = await judgeAll(program, ask(accepted.values()))
      expect(taken.flatMap(({ pointers }) => pointers)).toEqual([])
      const cases = [...refused.values()]
      const verdicts = await judgeAll(program, ask(cases.map(({ document }) => document)))
      const oracle = oracleOf(schema)
      for (const [index, { document }] of cases.entries()) {
        expect(verdicts[index]?.pointers).toEqual(oracle.pointersOf(document))
      }
      counts.push(`${schema.name} ${fields.length}`)
    }
    console.log(`fields with an accepted and a refused document: ${counts.join(', ')}`)
  }, 600_000)
})

/** A field that takes anything cannot be wrong. */
function isFree(schema: Schema, field: string): boolean {
  return JSON.stringify(valueAt(schema.document, field)) === '{}'
}
