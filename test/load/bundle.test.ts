import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import { expectFailed, expectLoaded, moduleWith, workspaceFolder } from './workspace-folder.ts'

describe('an import in a config module', () => {
  it.each([
    ["import { readFileSync } from 'node:fs'", 'a module of Node', 30],
    ["import fs from 'fs'", 'a module of Node', 16],
    ["import ajv from 'ajv'", 'a package', 17],
    ["import x from 'https://example.org/x.js'", 'a URL', 15],
    ["import x from '../../outside.ts'", 'a path outside the workspace', 15],
    ["export * from '/etc/passwd'", 'a path outside the workspace', 15],
  ])('%s is refused at its place', async (line, kind, column) => {
    const directory = workspaceFolder({ 'configs/index.ts': moduleWith(`${line}\nconst value = 1`) })
    expect(expectFailed(await loadWorkspace({ directory, schemas: [] }))).toMatchObject([
      {
        code: 'import-outside-workspace',
        message: expect.stringContaining(kind),
        at: { file: 'configs/index.ts', line: 1, column },
      },
    ])
  })

  it.each(['a.xml', 'a.cjs', 'a.sh'])('of %s is refused at its place', async (file) => {
    const directory = workspaceFolder({
      'configs/index.ts': moduleWith(`import { value } from './${file}'`),
      [`configs/${file}`]: 'value: 1',
    })
    expect(expectFailed(await loadWorkspace({ directory, schemas: [] }))).toMatchObject([
      { code: 'import-not-module', at: { file: 'configs/index.ts', line: 1, column: 23 } },
    ])
  })

  it('of a link that leads out of the workspace is refused', async () => {
    const outside = workspaceFolder({ 'secret.ts': "export const secret = 'x'" })
    const directory = workspaceFolder({
      'configs/index.ts': moduleWith("import { secret as value } from './link'"),
    })
    symlinkSync(join(outside, 'secret.ts'), join(directory, 'configs/link.ts'))
    expect(expectFailed(await loadWorkspace({ directory, schemas: [] }))).toMatchObject([
      { code: 'import-outside-workspace', at: { line: 1, column: 33 } },
    ])
  })

  it('of a file that is not there is named with the path', async () => {
    const directory = workspaceFolder({ 'configs/index.ts': moduleWith("import { value } from './absent'") })
    expect(expectFailed(await loadWorkspace({ directory, schemas: [] }))).toMatchObject([
      {
        code: 'module-not-found',
        message: expect.stringContaining('configs/absent'),
        at: { line: 1, column: 23 },
      },
    ])
  })

  it('of something that a module does not export is an error that names it', async () => {
    const directory = workspaceFolder({
      'configs/index.ts': moduleWith("import { value } from './other'"),
      'configs/other.ts': 'export const other = 1',
    })
    expect(expectFailed(await loadWorkspace({ directory, schemas: [] }))).toMatchObject([
      {
        code: 'module-not-found',
        message: expect.stringContaining('value'),
        at: { file: 'configs/index.ts', line: 1 },
      },
    ])
  })

  it('of types alone is gone before anything runs', async () => {
    const directory = workspaceFolder({
      'configs/index.ts': moduleWith(
        "import type { Stats } from 'node:fs'\nimport { CInput } from '../generated/ts/c'\nconst value: CInput = { port: 1 }",
      ),
      'generated/ts/c.d.ts': 'export interface CInput { port: number }',
    })
    const { documents } = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
    expect(documents[0]?.value).toEqual({ port: 1 })
  })

  it('may name the extension, a folder or a file beside configs/', async () => {
    const directory = workspaceFolder({
      'configs/index.ts': moduleWith(
        "import { a } from './a.ts'\nimport { b } from './b.js'\nimport { c } from './folder'\nimport { d } from '../common/d'\nconst value = [a, b, c, d]",
      ),
      'configs/a.ts': 'export const a = 1',
      'configs/b.ts': 'export const b = 2',
      'configs/folder/index.ts': 'export const c = 3',
      'common/d.ts': 'export const d = 4',
    })
    const { documents, sources } = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
    expect(documents[0]?.value).toEqual([1, 2, 3, 4])
    expect(sources.map(({ file }) => file)).toContain('common/d.ts')
  })

  it('in a circle works', async () => {
    const directory = workspaceFolder({
      'configs/index.ts': moduleWith("import { value } from './a'"),
      'configs/a.ts': "import { twice } from './b'\nexport const one = () => 1\nexport const value = twice()",
      'configs/b.ts': "import { one } from './a'\nexport const twice = () => one() + one()",
    })
    const { documents } = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
    expect(documents[0]?.value).toBe(2)
  })
})

describe('a module that is not TypeScript', () => {
  it('is an error at the place', async () => {
    const directory = workspaceFolder({ 'configs/index.ts': 'const a = 1\nconst b = ;\n' })
    expect(expectFailed(await loadWorkspace({ directory, schemas: [] }))).toMatchObject([
      { code: 'syntax-error', at: { file: 'configs/index.ts', line: 2, column: 11 } },
    ])
  })

  it('gives an error for each module', async () => {
    const directory = workspaceFolder({
      'configs/index.ts': "import './a'\nimport './b'",
      'configs/a.ts': 'const',
      'configs/b.ts': '}',
    })
    const diagnostics = expectFailed(await loadWorkspace({ directory, schemas: [] }))
    expect(diagnostics.map(({ code, at }) => [code, at?.file])).toEqual([
      ['syntax-error', 'configs/a.ts'],
      ['syntax-error', 'configs/b.ts'],
    ])
  })

  it('is an error in a JSON file too', async () => {
    const directory = workspaceFolder({
      'configs/index.ts': moduleWith("import value from './x.json'"),
      'configs/x.json': '{\n  "a": 1,\n  "b" 2\n}',
    })
    expect(expectFailed(await loadWorkspace({ directory, schemas: [] }))).toMatchObject([
      { code: 'syntax-error', at: { file: 'configs/x.json', line: 3 } },
    ])
  })
})

describe('a workspace', () => {
  it('without configs/index.ts is told so', async () => {
    const diagnostics = expectFailed(await loadWorkspace({ directory: workspaceFolder({}), schemas: [] }))
    expect(diagnostics).toMatchObject([{ code: 'not-a-workspace' }])
  })

  it('may lie behind a link', async () => {
    const real = workspaceFolder({ 'configs/index.ts': moduleWith('const value = { port: 1 }') })
    const other = workspaceFolder({})
    mkdirSync(join(other, 'links'))
    symlinkSync(real, join(other, 'links/workspace'))
    writeFileSync(join(real, 'configs/unused.ts'), '')
    const loaded = expectLoaded(
      await loadWorkspace({ directory: join(other, 'links/workspace'), schemas: [] }),
    )
    expect(loaded.documents[0]?.provenance.get('/port')?.at).toMatchObject({
      file: 'configs/index.ts',
      line: 1,
      column: 23,
    })
  })
})
