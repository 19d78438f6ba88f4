// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are sources of config modules
import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import { attempts, escapes } from './outside-attempts.ts'
import { expectFailed, expectLoaded, moduleWith, workspaceFolder } from './workspace-folder.ts'

function load(source: string): ReturnType<typeof loadWorkspace> {
  const directory = workspaceFolder({ 'configs/index.ts': source })
  return loadWorkspace({ directory, schemas: [], timeoutMilliseconds: 3_000 })
}

describe('a config module that reaches outside', () => {
  it.each(attempts)('%s is named with its line', async (code, names) => {
    const [diagnostic, ...others] = expectFailed(
      await load(moduleWith(`const one = 1\nconst value = ${code}`)),
    )
    expect(others).toEqual([])
    expect(diagnostic).toMatchObject({ code: 'not-hermetic', at: { file: 'configs/index.ts', line: 2 } })
    expect(diagnostic?.message).toContain(`${names} is not available`)
  })

  it('is reported even if it catches the error', async () => {
    const source = moduleWith('let value = 0\ntry {\n  value = Date.now()\n} catch {\n  value = 1\n}')
    expect(expectFailed(await load(source))).toMatchObject([{ code: 'not-hermetic', at: { line: 3 } }])
  })

  it('from a helper names the calls that led there', async () => {
    const source = moduleWith('const now = () => Date.now()\nconst value = now()')
    expect(expectFailed(await load(source))).toMatchObject([
      { at: { line: 1, column: 19 }, notes: [{ label: 'called from', at: { line: 2, column: 15 } }] },
    ])
  })

  it('from an invariant is reported', async () => {
    const source = `import { component, invariant, workspace } from 'appia'
export default workspace({
  name: 'test', components: { c: component('c', {}) }, environments: { local: { store: 'embedded' } },
  invariants: [invariant('clock', 'looks at the clock', () => Date.now() > 0)],
})`
    expect(expectFailed(await load(source))).toMatchObject([{ code: 'not-hermetic', at: { line: 4 } }])
  })

  it('with console prints nothing, which is a warning', async () => {
    const { diagnostics, documents } = expectLoaded(
      await load(moduleWith("console.log('x')\nconst value = 1")),
    )
    expect(diagnostics).toMatchObject([{ code: 'not-hermetic', severity: 'warning', at: { line: 1 } }])
    expect(documents[0]?.value).toBe(1)
  })

  it('with import() is refused before it runs', async () => {
    const source = moduleWith("const value = import('./other').then((other) => other.x)")
    expect(expectFailed(await load(source))).toMatchObject([
      { code: 'not-hermetic', at: { line: 1, column: 15 } },
    ])
  })

  it('with import.meta is refused', async () => {
    const source = moduleWith('const value = import.meta.url')
    expect(expectFailed(await load(source))).toMatchObject([
      { code: 'not-hermetic', at: { line: 1, column: 15 } },
    ])
  })

  it.each([
    ['Array.prototype.map = () => [1]', 'Array.prototype.map', 1],
    ["Object.defineProperty(Math, 'two', { value: 2 })", 'Math.two', 1],
    ['Object.assign(Object.prototype, { x: 1 })', 'Object.prototype', 1],
    ['delete (Array.prototype as any).at', 'Array.prototype.at', 1],
    ['void 0; JSON.parse = () => 1', 'JSON.parse', 9],
    ['Object.setPrototypeOf(Array.prototype, null)', 'the prototype of Array.prototype', 1],
  ])('that changes what all modules share is refused there: %s', async (code, name, column) => {
    expect(expectFailed(await load(moduleWith(`const value = 1\n${code}`)))).toMatchObject([
      {
        code: 'not-hermetic',
        message: `a config module changes ${name}, which all modules share`,
        at: { line: 2, column },
      },
    ])
  })
})

describe('dates as far as they are arithmetic', () => {
  it('are allowed', async () => {
    const source = moduleWith(
      "const value = [new Date(Date.UTC(2026, 0, 2)).toISOString(), new Date('2026-01-01').getTime()]",
    )
    const { documents } = expectLoaded(await load(source))
    expect(documents[0]?.value).toEqual(['2026-01-02T00:00:00.000Z', 1767225600000])
  })
})

describe('a way out of the context', () => {
  it.each(escapes)('by %s leads nowhere', async (_, code) => {
    const diagnostics = expectFailed(await load(moduleWith(`const value = ${code} as unknown`)))
    expect(diagnostics.length).toBeGreaterThan(0)
    const codes = new Set(diagnostics.map((each) => each.code))
    expect([...codes].every((each) => ['not-hermetic', 'config-threw', 'not-json'].includes(each))).toBe(true)
    expect(JSON.stringify(diagnostics)).not.toMatch(/SECRET|execPath|\/bin\/node/)
  })
})

describe('a config module that does not end well', () => {
  it('with a loop for ever is named with the loop', async () => {
    const source = moduleWith('let value = 0\nfor (;;) {\n  value = 1\n}')
    expect(expectFailed(await load(source))).toMatchObject([{ code: 'config-timeout', at: { line: 2 } }])
  })

  it('with endless recursion of calls is an error with its line', async () => {
    const source = moduleWith('const f = (n: number): number => f(n + 1)\nconst value = f(0)')
    expect(expectFailed(await load(source))).toMatchObject([{ code: 'config-threw', at: { line: 1 } }])
  })

  it('with endless memory is stopped', async () => {
    const directory = workspaceFolder({
      'configs/index.ts': moduleWith(
        "const value: string[] = []\nwhile (true) value.push('x'.repeat(1000) + value.length)",
      ),
    })
    const result = await loadWorkspace({ directory, schemas: [], memoryMegabytes: 48 })
    expect(expectFailed(result)).toMatchObject([{ code: 'config-memory' }])
  })

  it('that throws is named with the line of the throw and the calls that led there', async () => {
    const source = moduleWith(
      'function check(port: number) {\n  if (port > 65535) throw new RangeError(`no port: ${port}`)\n}\ncheck(70000)\nconst value = 1',
    )
    expect(expectFailed(await load(source))).toMatchObject([
      {
        code: 'config-threw',
        message: 'RangeError: no port: 70000',
        at: { line: 2, column: 21 },
        notes: [{ label: 'called from', at: { line: 4, column: 1 } }],
      },
    ])
  })

  it.each([
    ['called', 'const before = String(1)\nconst value = kibibytes(60)', 15],
    ['declared only', 'declare const nothing: number\nconst value = [nothing]', 16],
    ['read', 'const before = String(1)\nconst value = { a: 1, b: nowhere }', 26],
    [
      'read where another call is under way',
      'const before = [1].map(String)\nconst value = String(nowhere)',
      22,
    ],
  ])('that asks for a name which nothing declares is named with that name: %s', async (_, code, column) => {
    expect(expectFailed(await load(moduleWith(code)))).toMatchObject([
      { code: 'config-threw', message: expect.stringContaining('is not defined'), at: { line: 2, column } },
    ])
  })

  it('that reads a member of nothing is named with the place', async () => {
    const source = moduleWith('const config = {} as { a: { b: number } }\nconst value = config.a.b')
    expect(expectFailed(await load(source))).toMatchObject([
      { code: 'config-threw', message: expect.stringContaining("reading 'b'"), at: { line: 2, column: 15 } },
    ])
  })

  it('that throws something odd is still a diagnostic', async () => {
    const source = moduleWith('throw { toString() { throw 1 } }\nconst value = 1')
    expect(expectFailed(await load(source))).toMatchObject([{ code: 'config-threw', at: { line: 1 } }])
  })

  it.each([
    ['an async helper', 'const value = { a: (async () => 1)() }', 20],
    ['an async function as the value', 'const value = (async () => 1)()', 15],
    ['a Promise as the value', 'const value = Promise.resolve(1)', 15],
    ['await at the top', 'const value = await 1', 15],
  ])('with %s is told that nothing waits', async (_, before, column) => {
    expect(expectFailed(await load(moduleWith(before)))).toMatchObject([
      { code: 'promise-in-config', at: { line: 1, column } },
    ])
  })

  it('whose default export is a Promise is told so', async () => {
    expect(expectFailed(await load('export default (async () => 1)()'))).toMatchObject([
      { code: 'promise-in-config' },
    ])
  })

  it.each([
    ['NaN', 'const value = { a: { b: 0 / 0 } }', 25],
    ['undefined', 'const value = { a: undefined }', 17],
    ['a function', 'const value = { a: () => 1 }', 17],
    ['-0', 'const value = { a: -0 }', 20],
    ['a class instance', 'const value = { a: new (class Port {})() }', 17],
  ])('with %s names the place of the value', async (_, before, column) => {
    expect(expectFailed(await load(moduleWith(before)))).toMatchObject([
      { code: 'not-json', key: '/config/c/json', at: { line: 1, column } },
    ])
  })

  it.each(['undefined', 'new Map()', '() => 1'])(
    'whose value is %s and nothing more names the component',
    async (code) => {
      expect(expectFailed(await load(moduleWith(`const value: any = ${code}`)))).toMatchObject([
        { code: 'not-json', at: { line: 3, column: 59 } },
      ])
    },
  )

  it('says once from where a function called itself', async () => {
    const source = moduleWith(
      'const f = (n: number): number => { if (n > 3) throw new Error(); return f(n + 1) }\nconst value = f(0)',
    )
    const [diagnostic] = expectFailed(await load(source))
    expect(diagnostic?.notes).toEqual([
      { label: 'called from', text: '', at: { file: 'configs/index.ts', line: 2, column: 15, length: 4 } },
      { label: 'called from', text: '', at: { file: 'configs/index.ts', line: 1, column: 73, length: 8 } },
    ])
  })

  it.each([
    ['exports nothing', 'export const x = 1'],
    ['exports something else', 'export default { a: 1 }'],
    [
      'has something in place of a component',
      "import { workspace } from 'appia'\nexport default workspace({ name: 'x', components: { c: 1 as never }, environments: { a: { store: 'embedded' } } })",
    ],
    [
      'has no environment',
      "import { workspace } from 'appia'\nexport default workspace({ name: 'x', components: {}, environments: {} })",
    ],
  ])('that %s is not a workspace', async (_, source) => {
    expect(expectFailed(await load(source))).toMatchObject([{ code: 'not-a-workspace' }])
  })
})
