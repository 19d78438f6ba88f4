// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are sources of config modules
import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import { expectFailed, expectLoaded, moduleWith, workspaceFolder } from './workspace-folder.ts'

const load = (files: Readonly<Record<string, string>>): ReturnType<typeof loadWorkspace> =>
  loadWorkspace({ directory: workspaceFolder(files), schemas: [] })

describe('a value that is read before it is there', () => {
  it('in a circle of modules is an error at the name', async () => {
    const result = await load({
      'configs/index.ts': moduleWith("import { url as value } from './a'"),
      'configs/a.ts':
        "import { port } from './b'\nexport const host = 'db'\nexport const url = `tcp://${host}:${port}`",
      'configs/b.ts': "import { host } from './a'\nexport const port = host === 'db' ? 5432 : 80",
    })
    expect(expectFailed(result)).toMatchObject([
      {
        code: 'config-threw',
        message: "ReferenceError: Cannot access 'host' before initialization",
        at: { file: 'configs/b.ts', line: 2, column: 21, length: 4 },
        help: expect.stringContaining('circle'),
      },
    ])
  })

  it.each([
    ['by a function that runs at once', 'const value = (() => late)()\nconst late = 5', 1, 22],
    ['by a hoisted function', 'const value = early()\nlet late = 5\nfunction early() { return late }', 3, 27],
    ['of a class', 'const value = new Late().port\nclass Late { port = 1 }', 1, 19],
    ['by a default of a parameter', 'const value = ((a = b, b = 1) => a)()', 1, 21],
    ['by the loop over itself', 'const value = [1]\nfor (const value of value) void value', 2, 21],
    ['by itself', 'const value = { a: value }', 1, 20],
  ])('in one module is an error at the name: %s', async (_, before, line, column) => {
    expect(expectFailed(await load({ 'configs/index.ts': moduleWith(before) }))).toMatchObject([
      {
        code: 'config-threw',
        message: expect.stringMatching(/'(late|Late|b|value)' before initialization$/),
        at: { line, column },
      },
    ])
  })
})

describe('a circle of modules', () => {
  it('may use functions, and values later', async () => {
    const { documents } = expectLoaded(
      await load({
        'configs/index.ts': moduleWith("import { value } from './a'"),
        'configs/a.ts':
          "import { twice, later } from './b'\nexport const base = 4\nexport const value = [twice(base), later()]",
        'configs/b.ts':
          "import { base } from './a'\nexport function twice(n: number) { return n * 2 }\nexport const later = () => base",
      }),
    )
    expect(documents[0]?.value).toEqual([8, 4])
    expect(documents[0]?.provenance.get('/1')).toMatchObject({
      kind: 'exact',
      at: { file: 'configs/a.ts', line: 2 },
    })
  })

  it('of types alone is none', async () => {
    const { documents } = expectLoaded(
      await load({
        'configs/index.ts': moduleWith("import { value } from './a'"),
        'configs/a.ts': "import { Port } from './b'\nexport const base = 4\nexport const value: Port = 4",
        'configs/b.ts': "import { base } from './a'\nexport type Port = number\nexport const again = base",
      }),
    )
    expect(documents[0]?.value).toBe(4)
  })
})

it('a constant is not assigned to', async () => {
  const failed = expectFailed(
    await load({ 'configs/index.ts': moduleWith('const value = 1\n;(value as number) = 2') }),
  )
  expect(failed).toMatchObject([{ message: 'TypeError: Assignment to constant variable.', at: { line: 2 } }])
})

it('enums, namespaces and aliases of what is imported have their values', async () => {
  const { documents } = expectLoaded(
    await load({
      'configs/index.ts': moduleWith(
        "import { base, N } from './a'\nimport * as all from './a'\nimport Inner = N.Inner\nenum E { A = base, B = all.base + 1, C = A }\nconst value = [E.A, E.B, E.C, Inner.port, Object.keys(all)]",
      ),
      'configs/a.ts':
        'export const base = 4\nexport namespace N { export namespace Inner { export const port = 1 } }',
    }),
  )
  expect(documents[0]?.value).toEqual([4, 5, 4, 1, ['N', 'base']])
})

it.each(["import x = require('./a')", 'export = 1'])('%s is refused at its place', async (line) => {
  const result = await load({
    'configs/index.ts': moduleWith(`const value = 1\n${line}`),
    'configs/a.ts': '',
  })
  expect(expectFailed(result)).toMatchObject([{ code: 'syntax-error', at: { line: 2, column: 1 } }])
})
