import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { generateCpp, generatePython, generateTypings } from '../../src/codegen/index.ts'
import { parseSchemas } from '../../src/schema/index.ts'
import { expectGolden } from '../support/golden.ts'
import { compilerSettings } from './compiler-settings.ts'

const folder = join(import.meta.dirname, 'fixtures/shared')
const golden = join(import.meta.dirname, 'golden/shared')
const project = join(import.meta.dirname, '../..')

function sharedSchemas(): ReturnType<typeof parseSchemas> {
  const names = readdirSync(join(folder, 'schemas'), { recursive: true, encoding: 'utf8' })
  const files = names
    .filter((name) => name.endsWith('.schema.json'))
    .map((name) => ({
      file: `schemas/${name}`,
      text: readFileSync(join(folder, 'schemas', name), 'utf8'),
    }))
  return parseSchemas(files)
}

const { schemas, parts } = sharedSchemas()

it('a part is one type in TypeScript, which those import who refer to it', async () => {
  const files = await generateTypings(schemas, parts)
  for (const { path, text } of files) expectGolden(join(golden, path.replace('generated/', '')), text)
  expect(files.length).toBe(5)
})

it('the types of parts are there for the compiler, under both names', async () => {
  const place = mkdtempSync(join(tmpdir(), 'appia-shared-'))
  try {
    for (const { path, text } of await generateTypings(schemas, parts)) {
      mkdirSync(dirname(join(place, path)), { recursive: true })
      writeFileSync(join(place, path), text)
    }
    writeFileSync(
      join(place, 'use.ts'),
      `import type { ApiInput } from './generated/ts/api.d.ts'
import type { TlsInput, VersionInput } from './generated/ts/parts/tls.d.ts'
const minimum: VersionInput = '1.2'
const tls: TlsInput = { certificate: 'a', minimum }
export const api: ApiInput = { tls, upstreams: [tls], log: {}, listen: { host: 'a', port: 1 } }
// @ts-expect-error the shared type is one, and not unknown
export const wrong: ApiInput = { tls: { certificate: 1 } }
`,
    )
    writeFileSync(join(place, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(place, 'tsconfig.json'), JSON.stringify(compilerSettings(project)))
    const tsc = join(project, 'node_modules/typescript/bin/tsc')
    const result = spawnSync(process.execPath, [tsc, '-p', place], { encoding: 'utf8' })
    expect(result.stdout + result.stderr).toBe('')
  } finally {
    rmSync(place, { recursive: true })
  }
})

it('a part is one struct in C++, in a header of its own', async () => {
  const { files, diagnostics } = await generateCpp({ schemas, parts, runtime: new Map() })
  expect(diagnostics).toEqual([])
  for (const { path, text } of files) expectGolden(join(golden, path.replace('generated/', '')), text)
  const structs = files.flatMap(({ text }) => [...text.matchAll(/^struct (Tls|Log|Address) \{$/gm)])
  expect(structs.map(([, name]) => name).sort()).toEqual(['Address', 'Log', 'Tls'])
})

it('a part is one type in Python, in a module of its own', () => {
  const files = generatePython({ schemas, parts, workspace: { channels: [], keys: [] } })
  const modules = files.filter(({ path }) => path.endsWith('_config.py'))
  for (const { path, text } of modules) expectGolden(join(golden, path.replace('generated/', '')), text)
  const types = modules.flatMap(({ text }) => [...text.matchAll(/^class (Tls|Log|Address)\(TypedDict\):$/gm)])
  expect(types.map(([, name]) => name).sort()).toEqual(['Address', 'Log', 'Tls'])
})

it('modules of Python whose names would be the same get a number', () => {
  const text = JSON.stringify({ type: 'object', properties: { a: { type: 'string' } } })
  const all = parseSchemas([
    { file: 'schemas/parts_tls.schema.json', text },
    { file: 'schemas/parts/tls.schema.json', text },
  ])
  const files = generatePython({ ...all, workspace: { channels: [], keys: [] } })
  const module = (path: string) => files.find((each) => each.path === `generated/python/${path}`)?.text
  expect(module('parts_tls_config.py')).toContain('from schemas/parts_tls.schema.json')
  expect(module('parts_tls_2_config.py')).toContain('from schemas/parts/tls.schema.json')
})
