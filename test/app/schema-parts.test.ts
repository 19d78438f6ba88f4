import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { checkWorkspace } from '../../src/app/check/index.ts'
import { generateFiles } from '../../src/app/generate/index.ts'
import { planSources } from '../../src/app/plan/index.ts'
import { parseSchemas, schemaHash } from '../../src/schema/index.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'
import { contextIn } from './a-context.ts'

const dialect = 'https://json-schema.org/draft/2020-12/schema'
const api = {
  $schema: dialect,
  'x-effect': 'restart',
  type: 'object',
  additionalProperties: false,
  properties: { tls: { $ref: 'parts/tls.schema.json' } },
}
const tls = {
  $schema: dialect,
  type: 'object',
  additionalProperties: false,
  properties: {
    port: { type: 'integer', minimum: 1, maximum: 9 },
    version: { enum: ['1.2', '1.3'], default: '1.3' },
  },
}
const index = (tls: string) => `import { component, workspace } from 'appia'
export default workspace({
  name: 'parts',
  components: { api: component('api', { tls: ${tls} }) },
  environments: { local: { store: 'embedded' } },
})
`

const made: TestWorkspace[] = []
afterEach(() => {
  for (const { directory } of made.splice(0)) rmSync(directory, { recursive: true })
})

function aWorkspace(value = '{ port: 7 }'): TestWorkspace {
  const workspace = copyWorkspace(join(import.meta.dirname, 'nothing'))
  made.push(workspace)
  write(workspace, 'schemas/api.schema.json', JSON.stringify(api, null, 2))
  write(workspace, 'schemas/parts/tls.schema.json', JSON.stringify(tls, null, 2))
  write(workspace, 'configs/index.ts', index(value))
  return workspace
}

function write({ directory }: TestWorkspace, path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true })
  writeFileSync(join(directory, path), text)
}

const check = async ({ directory }: TestWorkspace) =>
  await checkWorkspace({ isVerified: false }, contextIn(directory))

describe('a workspace whose schemas share a part', () => {
  it('fills in its defaults, and names the part in the plan’s sources', async () => {
    const { directory } = aWorkspace()
    const { plan } = await planSources({}, contextIn(directory))
    expect(plan?.changes.map(({ after }) => after?.value)).toEqual([{ tls: { port: 7, version: '1.3' } }])
    expect(plan?.sources.map(({ file }) => file)).toContain('schemas/parts/tls.schema.json')
  })

  it('is told of a wrong value with the line of the part', async () => {
    const { diagnostics } = await check(aWorkspace('{ port: 10 }'))
    expect(diagnostics).toHaveLength(1)
    expect(diagnostics[0]?.message).toBe('/tls/port must be 1..9, got 10')
    const places = diagnostics[0]?.notes?.map(({ label, at }) => [label, at?.file, at?.line])
    expect(places).toEqual([['schema', 'schemas/parts/tls.schema.json', 6]])
  })

  it('is judged anew when only the part changed, and tells the same from the cache', async () => {
    const workspace = aWorkspace('{ port: 10 }')
    const [first, again] = [await check(workspace), await check(workspace)]
    expect(again.diagnostics).toEqual(first.diagnostics)
    write(
      workspace,
      'schemas/parts/tls.schema.json',
      JSON.stringify(tls).replace('"maximum":9', '"maximum":10'),
    )
    expect((await check(workspace)).diagnostics).toEqual([])
  })

  it.each([
    ['file', 'schemas/parts/tls.schema.json'],
    ['folder', 'schemas/parts'],
  ])('does not follow a link in the place of the %s', async (_, path) => {
    const workspace = aWorkspace()
    const outside = aWorkspace()
    rmSync(join(workspace.directory, path), { recursive: true })
    symlinkSync(join(outside.directory, path), join(workspace.directory, path))
    const { diagnostics } = await check(workspace)
    expect(diagnostics.map(({ message }) => message)).toEqual([
      `${path} is a symbolic link, and none is followed in a workspace: put what it leads to in its place`,
    ])
  })

  it('generates a header, a module and typings of the part, and the whole schema for clients', async () => {
    const { directory } = aWorkspace()
    const { files, diagnostics } = await generateFiles({ isCheck: false }, contextIn(directory))
    expect(diagnostics).toEqual([])
    expect(files).toEqual(
      expect.arrayContaining([
        'generated/ts/parts/tls.d.ts',
        'generated/cpp/parts/tls_config.hpp',
        'generated/python/parts_tls_config.py',
        'generated/schemas/api.schema.json',
      ]),
    )
    const read = (path: string) => readFileSync(join(directory, path), 'utf8')
    const header = read('generated/cpp/api_config.hpp')
    const text = read('generated/schemas/api.schema.json')
    const whole = parseSchemas([{ file: 'api.schema.json', text }]).schemas.get('api')
    expect(header).toContain(`schema_hash = "${schemaHash(whole as NonNullable<typeof whole>)}"`)
    const { $schema: _, ...inline } = tls
    rmSync(join(directory, 'schemas/parts'), { recursive: true })
    write(
      { directory } as TestWorkspace,
      'schemas/api.schema.json',
      JSON.stringify({ ...api, properties: { tls: inline } }),
    )
    const { orphans } = await generateFiles({ isCheck: false }, contextIn(directory))
    expect(orphans).toEqual([
      'generated/cpp/parts/tls_config.hpp',
      'generated/python/parts_tls_config.py',
      'generated/schemas/api.schema.json',
      'generated/ts/parts/tls.d.ts',
    ])
  })
})
