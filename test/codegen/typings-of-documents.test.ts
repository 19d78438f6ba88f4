import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { generateTypings } from '../../src/codegen/index.ts'
import { typeName } from '../../src/codegen/typescript/names.ts'
import type { JsonValue } from '../../src/model/index.ts'
import { completeValue, lintSchema, type Schema, validateValue } from '../../src/schema/index.ts'
import { schemas } from '../schema/arbitrary-schema.ts'
import { schemaOf } from '../schema/schema-of.ts'
import { chanceOf, exampleDocument, mutate } from '../support/published/example-document.ts'
import { publishedNames, publishedSchema } from '../support/published/schemas.ts'
import { compilerSettings } from './compiler-settings.ts'

const project = join(import.meta.dirname, '../..')
const runs = Number(process.env.SCHEMA_RUNS ?? 25)

/** Documents that the schema takes: examples, and examples with places changed. */
async function validDocuments(schema: Schema, seeds: number): Promise<JsonValue[]> {
  const valid: JsonValue[] = []
  for (let seed = 0; seed < seeds; seed++) {
    const chance = chanceOf(seed)
    const example = exampleDocument(schema, chance)
    for (const document of [example, mutate(example, chance), mutate(example, chance)]) {
      if ((await validateValue(schema, document)).length === 0) valid.push(document)
    }
  }
  return valid
}

/** A module that gives each document the type that the typings have for it. */
function moduleOf(schema: Schema, documents: readonly JsonValue[]): string {
  const type = typeName(schema.name)
  const constants = documents.flatMap((document, index) => [
    `export const input${index}: ${type}Input = ${JSON.stringify(document)}`,
    `export const complete${index}: ${type} = ${JSON.stringify(completeValue(schema, document).value)}`,
  ])
  return [
    `import type { ${type}, ${type}Input } from './generated/ts/${schema.name}.d.ts'`,
    ...constants,
    '',
  ].join('\n')
}

/** Schemas of every shape that pass the lint. */
async function arbitrarySchemas(): Promise<Schema[]> {
  const documents = fc.sample(schemas, { numRuns: runs * 4, seed: 1 })
  const found = documents.map((document, index) => schemaOf(document, `any-${index}`))
  const breaks = await Promise.all(found.map((schema) => lintSchema(schema)))
  return found.filter((_, index) => breaks[index]?.length === 0)
}

describe('typings refuse no document that the schema takes', () => {
  it('of published schemas', async () => {
    await expectNoRefusal(publishedNames.map(publishedSchema), { seeds: runs, leastEach: 5 })
  }, 600_000)

  it('of any schema', async () => {
    await expectNoRefusal(await arbitrarySchemas(), { seeds: 8, leastEach: 1 })
  }, 600_000)
})

/** All documents in one program. */
async function expectNoRefusal(
  checked: readonly Schema[],
  { seeds, leastEach }: { readonly seeds: number; readonly leastEach: number },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'appia-typings-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'generated/ts'), { recursive: true })
  let count = 0
  for (const schema of checked) {
    const documents = await validDocuments(schema, seeds)
    count += documents.length
    for (const { path, text } of await generateTypings(new Map([[schema.name, schema]])))
      writeFileSync(join(folder, path), text)
    writeFileSync(join(folder, `${schema.name}.ts`), moduleOf(schema, documents))
  }
  expect(count).toBeGreaterThan(checked.length * leastEach)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const settings = compilerSettings(project)
  settings.compilerOptions.noUnusedLocals = false
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ ...settings, include: ['*.ts', 'generated/**/*.ts'] }),
  )
  const tsc = join(project, 'node_modules/typescript/bin/tsc')
  const { stdout, stderr, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
  expect(stdout + stderr).toBe('')
  expect(status).toBe(0)
}
