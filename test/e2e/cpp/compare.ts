import fc from 'fast-check'
import { canonicalJson, type JsonValue } from '../../../src/model/index.ts'
import { completeValue, type Schema } from '../../../src/schema/index.ts'
import { type Oracle, oracleOf } from './expected.ts'
import { judgeAll, type Question } from './judge.ts'
import { changed, changes, spelt } from './near-misses.ts'
import { documentsOf } from './valid-documents.ts'

/** How documents are drawn: the same for the same seed. */
export interface Draw {
  readonly schemas: readonly Schema[]
  /** Whole documents to begin from, by the schema's name; where there are none, they are made from the schema. */
  readonly known?: ReadonlyMap<string, readonly JsonValue[]>
  readonly count: number
  readonly seed: number
}

export interface Comparison {
  readonly accepted: number
  readonly refused: number
  /** How many documents of which schema, accepted and refused; to be printed. */
  readonly counts: string
  /** The first documents on which the two disagree, in words. */
  readonly differences: readonly string[]
}

/** Documents of each schema, most with a mistake in them. */
export function draw({ schemas, known, count, seed }: Draw): Question[] {
  return schemas.flatMap((schema) => {
    const pool = known?.get(schema.name) ?? fc.sample(documentsOf(schema), { numRuns: 60, seed })
    const mistakes = fc.tuple(fc.constantFrom(...pool), changes, fc.nat())
    const drawn = fc.sample(mistakes, { numRuns: Math.ceil(count / schemas.length), seed })
    const documents = [
      ...pool.map((document) => JSON.stringify(document)),
      ...drawn.map(([document, list, pick]) => spelt(changed(document, list), pick)),
    ]
    return documents.map((text) => ({ schema: schema.name, text }))
  })
}

/** Holds the verdicts of a compiled program against Ajv's: accepted or not, which places, and what was read. */
export async function compare(
  program: string,
  schemas: readonly Schema[],
  questions: readonly Question[],
): Promise<Comparison> {
  const verdicts = await judgeAll(program, questions)
  const oracles = new Map(schemas.map((schema) => [schema.name, { schema, oracle: oracleOf(schema) }]))
  const differences: string[] = []
  const tally = new Map(schemas.map(({ name }) => [name, { accepted: 0, refused: 0 }]))
  for (const [index, { schema: name, text }] of questions.entries()) {
    const { schema, oracle } = oracles.get(name) as { schema: Schema; oracle: Oracle }
    const value = JSON.parse(text) as JsonValue
    const { pointers, json } = verdicts[index] ?? { pointers: ['no answer'] }
    const expected = oracle.pointersOf(value)
    const isAccepted = oracle.accepts(value)
    const counted = tally.get(name)
    if (counted !== undefined) counted[isAccepted ? 'accepted' : 'refused']++
    const isSame = isAccepted === (pointers.length === 0) && expected.join('\n') === pointers.join('\n')
    const written = isAccepted ? canonicalJson(completeValue(schema, value).value) : undefined
    if (isSame && json === written) continue
    differences.push(
      [
        `${name}: ${text.slice(0, 3000)}`,
        `Ajv: ${isAccepted} ${shortly(expected)}`,
        `C++: ${shortly(pointers)}`,
      ]
        .concat(isSame ? [`wanted ${written}`, `wrote  ${json}`] : [])
        .join('\n'),
    )
  }
  const all = [...tally.values()]
  const accepted = all.reduce((sum, each) => sum + each.accepted, 0)
  const counts = [...tally].map(([name, each]) => `${name} ${each.accepted} + ${each.refused}`).join(', ')
  return {
    ...{ accepted, refused: questions.length - accepted, differences: differences.slice(0, 5) },
    counts: `of ${questions.length} documents (accepted + refused: ${counts}) ${differences.length} judged otherwise than Ajv`,
  }
}

function shortly(pointers: readonly string[]): string {
  return pointers.slice(0, 20).join(' ')
}
