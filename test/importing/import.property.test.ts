import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { editIndex, emptyIndex } from '../../src/importing/index.ts'
import { loadWorkspace } from '../../src/load/index.ts'
import { canonicalJson, findNonJson, type JsonValue } from '../../src/model/index.ts'
import { checkValue, lintSchema, parseSchemas } from '../../src/schema/index.ts'
import { documentOf, imported } from './a-document.ts'

const firstSeed = Number(process.env.APPIA_SEED ?? 1)

const word = fc.constantFrom(
  'port',
  'host',
  'name',
  'a-b',
  'class',
  'a.b',
  'é',
  '1',
  'constructor',
  '',
  'x y',
  "it's",
)
const text = fc.oneof(
  fc.constantFrom('info', 'warn', "it's", '"', '\\', '\u2028', '// no comment', '/* x */'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const { document } = fc.letrec<{ document: JsonValue }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    fc.array(tie('document'), { maxLength: 4 }),
    fc.dictionary(word, tie('document'), { maxKeys: 5 }),
  ) as fc.Arbitrary<JsonValue>,
}))
/** Whose values a workspace can hold, none of them taken for a secret. */
const documents = fc.array(
  document.filter((each) => findNonJson(each).length === 0),
  { minLength: 30, maxLength: 30 },
)

it('what is imported is what was there, byte for byte, and fits the schema that was learned from it', async () => {
  await fc.assert(
    fc.asyncProperty(documents, fc.boolean(), async (values, isPretty) => {
      const sources = values.map((value, index) =>
        documentOf(`d${index}`, JSON.stringify(value, null, isPretty ? 2 : 0)),
      )
      const made = await imported(sources, { plain: allPlaces(values) })
      const { schemas, diagnostics } = parseSchemas(
        made.schemas.map(({ path, text }) => ({ file: path, text })),
      )
      expect(diagnostics).toEqual([])
      for (const [index, value] of values.entries()) {
        const schema = schemas.get(`d${index}`)
        if (schema === undefined) throw new Error(`no schema of d${index}`)
        expect(await lintSchema(schema), schema.text).toEqual([])
        expect((await checkValue(schema, value)).findings, schema.text).toEqual([])
      }
      const evaluated = await evaluate(made)
      expect(evaluated).toEqual(values.map((value) => canonicalJson(value)))
    }),
    { numRuns: Number(process.env.APPIA_IMPORTS ?? 4), seed: firstSeed },
  )
})

function allPlaces(values: readonly JsonValue[]): string[] {
  const places: string[] = []
  const visit = (value: JsonValue, place: string): void => {
    places.push(place)
    if (typeof value !== 'object' || value === null) return
    for (const [name, each] of Object.entries(value) as [string, JsonValue][])
      visit(each, `${place}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  }
  for (const [index, value] of values.entries()) visit(value, `/config/d${index}/json#`)
  return places
}

/** The documents that the modules evaluate to, in the order of their numbers. */
async function evaluate({
  modules,
  schemas,
  additions,
}: Awaited<ReturnType<typeof imported>>): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'appia-import-'))
  try {
    const index = await editIndex(emptyIndex('random'), {
      ...additions,
      managedPrefixes: [],
      environments: [{ name: 'local', settings: {}, components: [] }],
    })
    if (typeof index !== 'string') throw new Error(index.problem)
    for (const { path, text } of [...modules, ...schemas, { path: 'configs/index.ts', text: index }]) {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), text)
    }
    const loaded = await loadWorkspace({ directory, schemas: [] })
    if (!('documents' in loaded)) throw new Error(JSON.stringify(loaded.diagnostics))
    const numberOf = (key: string) => Number(/\d+/.exec(key)?.[0])
    return [...loaded.documents]
      .sort((a, b) => numberOf(a.key) - numberOf(b.key))
      .map(({ value }) => canonicalJson(value))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
