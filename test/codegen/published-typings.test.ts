import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { generateTypings } from '../../src/codegen/index.ts'
import { typeName } from '../../src/codegen/ts-names.ts'
import type { JsonValue } from '../../src/model/index.ts'
import { completeValue, type Schema, validateValue } from '../../src/schema/index.ts'
import { chanceOf, exampleDocument, mutate } from '../support/published/example-document.ts'
import { publishedNames, publishedSchema } from '../support/published/schemas.ts'
import { compilerSettings } from './compiler-settings.ts'

const project = join(import.meta.dirname, '../..')
const runs = Number(process.env.SCHEMA_RUNS ?? 25)

/** Documents that the schema takes: examples, and examples with places changed. */
async function validDocuments(schema: Schema): Promise<JsonValue[]> {
  const valid: JsonValue[] = []
  for (let seed = 0; seed < runs; seed++) {
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

describe('the typings of published schemas', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-published-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('refuse no document that the schema takes', async () => {
    let count = 0
    for (const name of publishedNames) {
      const schema = publishedSchema(name)
      const documents = await validDocuments(schema)
      count += documents.length
      for (const { path, text } of generateTypings(new Map([[name, schema]]))) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      writeFileSync(join(folder, `${name}.ts`), moduleOf(schema, documents))
    }
    expect(count).toBeGreaterThan(publishedNames.length * 5)
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    const settings = compilerSettings(project)
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ ...settings, include: ['*.ts', 'generated/**/*.ts'] }),
    )
    const tsc = join(project, 'node_modules/typescript/bin/tsc')
    const { stdout, stderr, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
    expect(stdout + stderr).toBe('')
    expect(status).toBe(0)
  }, 600_000)
})
