import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { generateTypings } from '../../src/codegen/index.ts'
import { typeName } from '../../src/codegen/typescript/names.ts'
import { lintSchema, parseSchemas } from '../../src/schema/index.ts'
import { expectGolden } from '../support/golden.ts'
import { compilerSettings } from './compiler-settings.ts'

const project = join(import.meta.dirname, '../..')
const golden = join(import.meta.dirname, 'golden/ts')
const cases = readdirSync(golden).sort()

async function typingsOf(name: string): Promise<string> {
  const text = readFileSync(join(golden, name, 'schema.json'), 'utf8')
  const { schemas } = parseSchemas([{ file: 'schemas/demo.schema.json', text }])
  for (const schema of schemas.values()) expect(await lintSchema(schema)).toEqual([])
  const [file] = await generateTypings(schemas)
  expect(file?.path).toBe('generated/ts/demo.d.ts')
  return file?.text ?? ''
}

describe('the typings of a schema', () => {
  it.each(cases)('%s', async (name) => {
    expectGolden(join(golden, name, 'demo.d.ts'), await typingsOf(name))
  })

  it('are the same bytes each time', async () => {
    expect(await typingsOf('references')).toBe(await typingsOf('references'))
  })
})

describe('the typings, to the compiler', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-typings-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('mean what the schema says', () => {
    for (const name of cases) {
      writeFileSync(join(folder, `${name}.d.ts`), readFileSync(join(golden, name, 'demo.d.ts')))
    }
    writeFileSync(join(folder, 'use.ts'), readFileSync(join(import.meta.dirname, 'fixtures/use.ts')))
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(compilerSettings(project)))
    const tsc = join(project, 'node_modules/typescript/bin/tsc')
    const result = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
    expect(result.stdout + result.stderr).toBe('')
    expect(result.status).toBe(0)
  })
})

describe('the name of a type', () => {
  it.each([
    ['sniffer', 'Sniffer'],
    ['output_socket', 'OutputSocket'],
    ['5g', '_5g'],
    ['设置', '设置'],
    ['größe-x', 'GrößeX'],
    ['a.b c', 'ABC'],
    ['$id', '$id'],
    ['---', '_'],
    ['ﬁ', 'FI'],
    ['𝒳y', '𝒳y'],
  ])('of %s is %s', (name, type) => {
    expect(typeName(name)).toBe(type)
  })

  it('is an identifier, whatever the schema is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(typeName(name)).toMatch(/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u)
      }),
    )
  })

  it('of a schema called like an import leaves the import another one', async () => {
    const number = { type: 'number', 'x-unit': 's' }
    const text = JSON.stringify({ type: 'object', additionalProperties: false, properties: { a: number } })
    const { schemas } = parseSchemas([{ file: 'schemas/quantity.schema.json', text }])
    const [file] = await generateTypings(schemas)
    expect(file?.text).toContain("import type { Quantity as AppiaQuantity } from 'appia'")
    expect(file?.text).toContain('readonly a?: number | AppiaQuantity\n')
  })
})

it('an enumeration that many places refer to is written once', async () => {
  const code = { enum: Array.from({ length: 2000 }, (_, index) => `code-${index}`) }
  const names = Array.from({ length: 25 }, (_, index) => `field${index}`)
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: '#/$defs/code' }]))
  const text = JSON.stringify({ type: 'object', $defs: { code }, properties })
  const [file] = await generateTypings(parseSchemas([{ file: 'schemas/big.schema.json', text }]).schemas)
  expect(file?.text.split("'code-7'")).toHaveLength(2)
  expect(file?.text).toContain('export type Code =\n')
})
