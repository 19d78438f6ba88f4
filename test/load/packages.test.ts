import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inputsHash, loadWorkspace, typeCheck, typeInputs } from '../../src/load/index.ts'
import { expectValue } from './agreement.ts'
import { escapes } from './outside-attempts.ts'
import { expectFailed, expectLoaded, moduleWith, workspaceFolder } from './workspace-folder.ts'

const manifestOf = (dependencies: Readonly<Record<string, string>>): string =>
  JSON.stringify({ name: 'shop', dependencies })

/** A package of one module, with its types. */
const ports = {
  'node_modules/ports/package.json': JSON.stringify({
    name: 'ports',
    version: '1.2.3',
    type: 'module',
    exports: { '.': { types: './index.d.ts', import: './index.js' } },
  }),
  'node_modules/ports/index.js': `import { base } from './base.js'
export const ports = { http: 8080, admin: base + 1 }
export const limits = (retries) => ({ retries, wait: 15 })
`,
  'node_modules/ports/base.js': 'export const base = 9000\n',
  'node_modules/ports/index.d.ts':
    'export declare const ports: { http: number; admin: number }\nexport declare const limits: (retries: number) => { retries: number; wait: number }\n',
}

const usesPorts = moduleWith(
  "import { limits, ports } from 'ports'\nconst value = { ...ports, ...limits(3) }",
)

const pinned = { 'package.json': manifestOf({ ports: '1.2.3' }), 'configs/index.ts': usesPorts, ...ports }

describe('a package that package.json pins', () => {
  it('is evaluated, its literals have their places, and it is among the sources', async () => {
    const {
      documents: [document],
      sources,
    } = await expectValue(workspaceFolder(pinned), {
      http: 8080,
      admin: 9001,
      retries: 3,
      wait: 15,
    })
    expect(document?.provenance.get('/http')).toMatchObject({
      kind: 'exact',
      at: { file: 'node_modules/ports/index.js', line: 2, column: 30 },
    })
    expect(document?.provenance.get('/retries')?.at).toMatchObject({ file: 'configs/index.ts', line: 2 })
    expect(sources.map(({ file }) => file)).toEqual([
      'configs/index.ts',
      'node_modules/ports/base.js',
      'node_modules/ports/index.js',
      'node_modules/ports/package.json',
      'package.json',
    ])
  })

  it('changes the key of the cache when it changes', async () => {
    const directory = workspaceFolder(pinned)
    const before = await inputsHash(directory, '')
    writeFileSync(join(directory, 'node_modules/ports/base.js'), 'export const base = 9100\n')
    expect((await inputsHash(directory, '')).key).not.toBe(before.key)
  })
})

describe('a package in CommonJS', () => {
  it('is evaluated as Node does it, each literal at its place', async () => {
    const directory = workspaceFolder({
      'package.json': manifestOf({ old: '1.0.0' }),
      'configs/index.ts': moduleWith(`import old, { wait, twice } from 'old'
import { marked } from 'old/marked.js'
const value = { ...old.defaults, wait, four: twice(2), marked }`),
      'node_modules/old/package.json': JSON.stringify({ name: 'old', version: '1.0.0', main: 'lib' }),
      'node_modules/old/index.d.ts': 'export { wait, twice, defaults, default } from "./lib/index.js"',
      'node_modules/old/lib/index.js': `'use strict'
var helper = require('./helper')
module.exports = { defaults: { port: 80 }, wait: helper.wait, twice: function (n) { return helper.twice(n) } }
`,
      'node_modules/old/lib/index.d.ts': `declare const old: { defaults: { port: number } }
export default old
export declare const wait: number, twice: (n: number) => number, defaults: { port: number }
`,
      'node_modules/old/lib/helper.js': `(function (root, make) {
  if (typeof define === 'function' && define.amd) define([], make)
  else if (typeof exports === 'object') module.exports = make()
  else root.helper = make()
})(this, function () {
  return { wait: 15, twice: function (n) { return n * 2 } }
})
`,
      'node_modules/old/marked.js': `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.marked = exports.default = void 0;
const circle = require("./circle.js");
exports.marked = circle.late() + 1;
exports.default = { port: 1 };
`,
      'node_modules/old/marked.d.ts': 'export declare const marked: number; export default marked',
      'node_modules/old/circle.js': `exports.one = 1
const marked = require('./marked.js')
exports.late = () => (marked.marked === undefined ? exports.one : 5)
`,
    })
    const {
      documents: [document],
      sources,
    } = await expectValue(directory, { port: 80, wait: 15, four: 4, marked: 2 })
    expect(document?.provenance.get('/port')).toMatchObject({
      kind: 'exact',
      at: { file: 'node_modules/old/lib/index.js', line: 3, column: 38 },
    })
    expect(document?.provenance.get('/wait')?.at).toMatchObject({
      file: 'node_modules/old/lib/helper.js',
      line: 6,
    })
    expect(sources.map(({ file }) => file)).toContain('node_modules/old/circle.js')
  })
})

/** A package of one module without types, pinned by package.json. */
function withPackage(source: string, manifest: object = {}): Record<string, string> {
  return {
    'package.json': manifestOf({ p: '1.0.0' }),
    'configs/index.ts': moduleWith("const one = 1\nimport { value } from 'p'"),
    'node_modules/p/package.json': JSON.stringify({
      name: 'p',
      version: '1.0.0',
      type: 'module',
      ...manifest,
    }),
    'node_modules/p/index.js': source,
  }
}

describe('a package is refused at its import, in words', () => {
  const at = { file: 'configs/index.ts', line: 2, column: 23 }

  it.each<[string, Record<string, string>, RegExp, string?]>([
    [
      'that package.json does not name',
      { ...withPackage(''), 'package.json': '{}' },
      /^"p" is a package that no package\.json/,
      'npm install --save-exact p',
    ],
    [
      'that is not installed',
      { ...withPackage(''), 'package.json': manifestOf({ p: '1.0.0' }), 'node_modules/p/package.json': '' },
      /not installed/,
    ],
    [
      'of another version than is pinned',
      withPackage('', { version: '1.0.1' }),
      /asks for p 1\.0\.0, and 1\.0\.1 is installed/,
    ],
    [
      'that a range alone names',
      { ...withPackage(''), 'package.json': manifestOf({ p: '^1.0.0' }) },
      /"\^1\.0\.0" in package\.json may be another version/,
    ],
    [
      'of another version than is locked',
      {
        ...withPackage(''),
        'package.json': manifestOf({ p: '^1.0.0' }),
        'package-lock.json': '{"packages":{"node_modules/p":{"version":"1.0.2"}}}',
      },
      /package-lock\.json says p 1\.0\.2, and 1\.0\.0 is installed/,
    ],
    [
      'that needs Node',
      withPackage("import { readFileSync } from 'node:fs'\nexport const value = readFileSync"),
      /^"p" cannot be evaluated: "node:fs" is a module of Node/,
    ],
    [
      'that requires Node',
      withPackage("exports.value = require('fs')", { type: 'commonjs' }),
      /"fs" is a module of Node/,
    ],
    [
      'that loads code later',
      withPackage("export const value = import('./other.js')"),
      /^"p" cannot be evaluated: import\(\)/,
    ],
    [
      'that reads the environment',
      withPackage('export const value = process.env.HOME'),
      /process\.env is not available/,
    ],
    [
      'that makes code of strings',
      withPackage("export const value = new Function('return 1')()"),
      /new Function\(\) is not available/,
    ],
    ['with a native addon', withPackage('', { main: 'p.node' }), /native addon/],
    [
      'with types alone',
      withPackage('', { exports: { types: './index.d.ts' } }),
      /has types and nothing that runs/,
      'write: import type',
    ],
    ['without such an entry', withPackage('', { exports: { './other': './index.js' } }), /is not exported/],
    [
      'that needs another one that it does not name',
      withPackage("import 'q'\nexport const value = 1"),
      /"q" is a package that package\.json of p does not name/,
    ],
    [
      'that needs a file outside of it',
      withPackage("import '../../configs/index.ts'\nexport const value = 1"),
      /a path outside the package p/,
    ],
    [
      'whose entry is outside of it',
      withPackage('', { main: '../../configs/index.ts' }),
      /a path outside its package/,
    ],
    [
      'with a file that is no module',
      withPackage("import './p.css'\nexport const value = 1"),
      /"\.\/p\.css" is not/,
    ],
    [
      'in sloppy code',
      withPackage('with ({}) {}\nexports.value = 1', { type: 'commonjs' }),
      /cannot be evaluated/,
    ],
  ])('%s', async (_, files, message, help) => {
    const directory = workspaceFolder({
      ...files,
      'node_modules/p/p.node': '',
      'node_modules/p/p.css': '',
      'node_modules/p/other.js': '',
      'node_modules/p/index.d.ts': 'export declare const value: number',
    })
    const found = expectFailed(await loadWorkspace({ directory, schemas: [] }))
    expect(found[0]).toMatchObject({ message: expect.stringMatching(message), at, ...(help && { help }) })
  })

  it('where a lockfile pins it, not at all', async () => {
    for (const lockfile of [
      { 'package-lock.json': '{"packages":{"node_modules/p":{"version":"1.0.0"}}}' },
      { 'pnpm-lock.yaml': "packages:\n\n  'p@1.0.0':\n    resolution: {}\n" },
      { 'yarn.lock': 'p@^1.0.0:\n  version "1.0.0"\n' },
    ]) {
      const directory = workspaceFolder({
        ...withPackage('export const value = 7'),
        'package.json': manifestOf({ p: '^1.0.0' }),
        ...lockfile,
      })
      const { documents, sources } = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
      expect(documents[0]?.value).toBe(7)
      expect(sources.map(({ file }) => file)).toContain(Object.keys(lockfile)[0])
    }
  })
})

describe('a hostile package gets no more than a hostile config module', () => {
  const ways = escapes.filter(([title]) => /globalThis|prepareStackTrace|proxy|toJSON/.test(title))

  it.each(ways)('by %s', async (_, code) => {
    const directory = workspaceFolder(withPackage(`export const value = ${code}`))
    const found = expectFailed(await loadWorkspace({ directory, schemas: [] }))
    expect(found.every((each) => ['not-hermetic', 'config-threw', 'not-json'].includes(each.code))).toBe(true)
    expect(JSON.stringify(found)).not.toMatch(/SECRET|execPath|\/bin\/node/)
  })

  it.each([
    [
      'changes what all share',
      'export const value = 1\nArray.prototype.map = () => []',
      /changes Array\.prototype\.map/,
    ],
    [
      'takes a name of the evaluation',
      'export const value = 1\n_$module = {}',
      /taken by the evaluation itself/,
    ],
    ['has a link in it', "export { marker as value } from './link.js'", /symbolic link link\.js/],
    ['leads out over another one', "export { marker as value } from 'evil'", /leads out of the workspace/],
  ])('one that %s is refused', async (_, source, message) => {
    const outside = workspaceFolder({
      'link.js': "export const marker = 'marker-outside'",
      'package.json': '{}',
    })
    const files = withPackage(source, { dependencies: { evil: '1.0.0' } })
    const directory = workspaceFolder(files)
    symlinkSync(join(outside, 'link.js'), join(directory, 'node_modules/p/link.js'))
    symlinkSync(outside, join(directory, 'node_modules/evil'))
    const found = expectFailed(await loadWorkspace({ directory, schemas: [] }))
    expect(found[0]?.message).toMatch(message)
    expect(JSON.stringify(found)).not.toContain('marker-outside')
  })

  it.each(['index', 'lib.es5'])('its types show nothing of %s outside', async (file) => {
    const outside = workspaceFolder({ [`${file}.d.ts`]: "export type Outside = 'marker-outside'" })
    const directory = workspaceFolder({
      ...withPackage('export const value = 1'),
      'configs/index.ts': moduleWith("import { value } from 'p'\nexport const a: 1 = value"),
      'node_modules/p/index.d.ts': `import type { Outside } from '${outside}/${file}'\nexport declare const value: Outside`,
    })
    const found = await typeCheck(await typeInputs(directory, ''))
    expect(found).toMatchObject([{ code: 'import-outside-workspace' }])
    expect(JSON.stringify(found)).not.toContain('marker-outside')
  })
})
