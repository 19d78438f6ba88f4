import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { generateTypings } from '../../src/codegen/index.ts'
import { lintSchema, parseSchemas } from '../../src/schema/index.ts'
import { expectGolden } from '../support/golden.ts'

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
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(compilerSettings()))
    const tsc = join(project, 'node_modules/typescript/bin/tsc')
    const result = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
    expect(result.stdout + result.stderr).toBe('')
    expect(result.status).toBe(0)
  })
})

function compilerSettings(): object {
  return {
    extends: join(project, 'tsconfig.json'),
    compilerOptions: {
      skipLibCheck: false,
      types: ['node'],
      typeRoots: [join(project, 'node_modules/@types')],
      paths: { appia: [join(project, 'src/define/index.ts')] },
    },
    include: ['*.ts'],
    exclude: [],
  }
}
