import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '../../../src/model/index.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { compileJudge, judgeAll } from './judge.ts'
import { demoSchema } from './schemas.ts'

const runs = Number(process.env.APPIA_NEAR_MISSES ?? 3000)

const base = { port: 1, mode: '2nd', tree: { label: '' } }
const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  // As people write them, and around where the layout changes.
  fc
    .tuple(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: -30, max: 30 }))
    .map(([digits, power]) => Number(`${digits}e${power}`)),
  fc.constantFrom(
    1e21,
    1e20,
    999999999999999900000,
    1e-6,
    1e-7,
    9.5e-7,
    123456789012345680000,
    5e-324,
    0.1,
    2 ** 53,
  ),
)
const texts = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed())
const values: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    numbers,
    texts,
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).value

describeGroup('cpp', cppMissing(), 'what C++ writes', () => {
  let program = ''

  beforeAll(async () => {
    program = await compileJudge([demoSchema()], { compiler: 'g++', flags: ['-std=c++20'] })
  }, 900_000)

  it(`is canonical JSON, byte for byte: ${runs} values of any kind`, async () => {
    const drawn = fc.sample(values, { numRuns: runs, seed: 7 })
    const texts = drawn.map((anything) => JSON.stringify({ ...base, anything, open: { anything } }))
    const verdicts = await judgeAll(
      program,
      texts.map((text) => ({ schema: 'demo', text })),
    )
    for (const [index, { json = '{}' }] of verdicts.entries()) {
      const wanted = canonicalJson(JSON.parse(texts[index] ?? '').anything)
      expect(json).toContain(`"anything":${wanted},`)
      expect(json).toContain(`"open":{"anything":${wanted}}`)
    }
  }, 600_000)

  it('has members of other names among its own, in the order of UTF-16', async () => {
    const open = { z: 1, a: 'own', '\ue000': 2, '😀': 3, A: 4 }
    const text = JSON.stringify({ ...base, open })
    const [verdict] = await judgeAll(program, [{ schema: 'demo', text }])
    expect(verdict?.json).toContain('"open":{"A":4,"a":"own","z":1,"😀":3,"\ue000":2}')
  })
})
