import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  inputsHash,
  typeCheck,
  typeInputs,
  typeInputsKey,
  verifyDeterministic,
} from '../../src/load/index.ts'
import type { DiagnosticCode } from '../../src/model/index.ts'
import { expectRefused, expectValue } from './agreement.ts'
import { moduleWith, workspaceFolder } from './workspace-folder.ts'

/** Expects the key of the type check to change with a file. */
async function expectKeyOfTypes(directory: string, file: string, text: string): Promise<void> {
  const before = typeInputsKey(await typeInputs(directory, ''), '')
  writeFileSync(join(directory, file), text)
  expect(typeInputsKey(await typeInputs(directory, ''), '')).not.toBe(before)
}

const outsideMarker = "export const secret = 'marker-outside'"

/** A repository in a folder, with something beside it that is none of its business. Links by where they lie. */
function repository(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): string {
  const around = workspaceFolder({
    'outside/secret.ts': outsideMarker,
    'outside/package.json': '{ "name": "outside" }',
  })
  const root = join(around, 'repository')
  for (const [name, text] of Object.entries({ 'package.json': '{ "workspaces": ["*"] }', ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  for (const [name, target] of Object.entries(links)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    symlinkSync(target, join(root, name))
  }
  return root
}

const shared = {
  'shared/package.json':
    '{ "name": "@shop/shared", "version": "0.0.0", "exports": { ".": "./src/index.ts" } }',
  'shared/src/index.ts':
    "import data from './ports.json'\nexport const ports: { readonly http: number } = data\n",
  'shared/src/ports.json': '{ "http": 8080 }',
}

describe('a sibling in the repository', () => {
  it('is imported by its path, and is among the sources', async () => {
    const root = repository({
      ...shared,
      'deploy/configs/index.ts': moduleWith("import { ports as value } from '../../shared/src'"),
    })
    const { documents, sources } = await expectValue(join(root, 'deploy'), { http: 8080 })
    expect(documents[0]?.provenance.get('/http')).toMatchObject({
      kind: 'exact',
      at: { file: '../shared/src/ports.json', line: 1, column: 11 },
    })
    expect(sources.map(({ file }) => file)).toEqual([
      '../shared/src/index.ts',
      '../shared/src/ports.json',
      'configs/index.ts',
    ])
    const types = await typeInputs(join(root, 'deploy'), '')
    writeFileSync(join(root, 'shared/src/ports.json'), '{ "http": "8080" }')
    const changed = await typeInputs(join(root, 'deploy'), '')
    expect(typeInputsKey(changed, '')).not.toBe(typeInputsKey(types, ''))
    expect(await typeCheck(changed)).toMatchObject([
      { code: 'type-error', at: { file: '../shared/src/index.ts', line: 2 } },
    ])
  })

  it('is imported by its name, which package.json has', async () => {
    const root = repository(
      {
        ...shared,
        'deploy/package.json': JSON.stringify({ dependencies: { '@shop/shared': 'file:../shared' } }),
        'deploy/configs/index.ts': moduleWith("import { ports as value } from '@shop/shared'"),
      },
      { 'node_modules/@shop/shared': '../../shared' },
    )
    const { documents } = await expectValue(join(root, 'deploy'), { http: 8080 })
    expect(documents[0]?.provenance.get('/http')?.at?.file).toBe('../shared/src/ports.json')
    expect(await verifyDeterministic({ directory: join(root, 'deploy'), schemas: [] })).toEqual([])
  })

  it('may be JavaScript with types beside it, and its types are inputs of the type check', async () => {
    const root = repository(
      {
        'shared/package.json':
          '{ "name": "shared", "exports": { "types": "./types.d.ts", "import": "./main.js" } }',
        'shared/main.js': 'export const value = 1\n',
        'shared/types.d.ts': 'export declare const value: 1\n',
        'deploy/package.json': '{ "dependencies": { "shared": "*" } }',
        'deploy/configs/index.ts': moduleWith("import { value } from 'shared'"),
      },
      { 'node_modules/shared': '../shared' },
    )
    const directory = join(root, 'deploy')
    await expectValue(directory, 1)
    await expectKeyOfTypes(directory, '../shared/types.d.ts', 'export declare const value: number')
    await expectKeyOfTypes(directory, '../shared/package.json', '{ "name": "shared", "types": "types.d.ts" }')
  })

  it('may use a package of its own, as pnpm links it', async () => {
    const root = repository(
      {
        ...shared,
        'shared/package.json':
          '{ "name": "shared", "dependencies": { "n": "1.0.0" }, "main": "src/index.ts" }',
        'shared/src/index.ts': "import { n } from 'n'\nexport const value = n\n",
        'node_modules/.pnpm/n@1.0.0/node_modules/n/package.json':
          '{ "name": "n", "version": "1.0.0", "type": "module", "dependencies": { "m": "2.0.0" } }',
        'node_modules/.pnpm/n@1.0.0/node_modules/n/index.js':
          "import { m } from 'm'\nexport const n = [m, 1]\n",
        'node_modules/.pnpm/n@1.0.0/node_modules/n/index.d.ts':
          "import type { M } from 'm'\nexport declare const n: (M | 1)[]\n",
        'node_modules/.pnpm/m@2.0.0/node_modules/m/package.json':
          '{ "name": "m", "version": "2.0.0", "type": "module" }',
        'node_modules/.pnpm/m@2.0.0/node_modules/m/index.js': 'export const m = 2\n',
        'node_modules/.pnpm/m@2.0.0/node_modules/m/index.d.ts': 'export type M = 2\n',
        'deploy/configs/index.ts': moduleWith("import { value } from '../../shared/src'"),
      },
      {
        'shared/node_modules/n': '../../node_modules/.pnpm/n@1.0.0/node_modules/n',
        'node_modules/.pnpm/n@1.0.0/node_modules/m': '../../m@2.0.0/node_modules/m',
      },
    )
    await expectValue(join(root, 'deploy'), [2, 1])
    expect(await verifyDeterministic({ directory: join(root, 'deploy'), schemas: [] })).toEqual([])
  })

  it.each<[string, string, Record<string, string>]>([
    ['beyond the repository', '../../../outside/secret', {}],
    ['by a link to a file', '../../shared/link', { 'shared/link.ts': '../../outside/secret.ts' }],
    ['by a link to a folder', '../../shared/links/secret', { 'shared/links': '../../outside' }],
    ['by a package that is a link', 'outside', { 'node_modules/outside': '../../outside' }],
    ['in a hidden folder', '../../.hidden/a', {}],
    ['in a hidden folder of a package', 'hidden', { 'node_modules/hidden': '../packages/hidden' }],
    ['in node_modules by its path', '../../node_modules/p/index', {}],
  ])('%s is refused at its import', async (_, specifier, links) => {
    const root = repository(
      {
        'deploy/package.json': '{ "dependencies": { "outside": "*", "hidden": "*" } }',
        'packages/hidden/package.json': '{ "name": "hidden", "exports": "./.hidden/a.ts" }',
        'packages/hidden/.hidden/a.ts': 'export const secret = 1',
        'deploy/configs/index.ts': moduleWith(`import { secret as value } from '${specifier}'`),
        '.hidden/a.ts': 'export const secret = 1',
        'node_modules/p/index.ts': 'export const secret = 1',
      },
      links,
    )
    await expectRefused(join(root, 'deploy'), {
      code: 'import-outside-workspace',
      at: expect.objectContaining({ file: 'configs/index.ts', line: 1, column: 33 }) as never,
    })
  })
})

describe('an alias of tsconfig.json', () => {
  const tsconfig = `{
  // as an editor reads it
  "extends": "../base.json",
  "compilerOptions": { "paths": { "@/*": ["./absent/*", "./lib/*"], "ports": ["../shared/src"], }, },
}`

  const files = {
    ...shared,
    'base.json': '{ "compilerOptions": { "paths": { "lost/*": ["./*"] } } }',
    'deploy/tsconfig.json': tsconfig,
    'deploy/lib/one.ts': "import { two } from '@/two'\nexport const one = two - 1\n",
    'deploy/lib/two.ts': 'export const two = 2\n',
    'deploy/configs/index.ts': moduleWith(
      "import { one } from '@/one'\nimport { ports } from 'ports'\nconst value = [one, ports.http]",
    ),
  }

  it('is followed as an editor does', async () => {
    const root = repository(files)
    const { sources } = await expectValue(join(root, 'deploy'), [1, 8080])
    expect(sources.map(({ file }) => file)).toEqual([
      '../base.json',
      '../shared/src/index.ts',
      '../shared/src/ports.json',
      'configs/index.ts',
      'lib/one.ts',
      'lib/two.ts',
      'tsconfig.json',
    ])
    expect(await verifyDeterministic({ directory: join(root, 'deploy'), schemas: [] })).toEqual([])
  })

  it('from a file that is extended, beside baseUrl, works too', async () => {
    const root = repository({
      'base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "#own/*": ["deploy/lib/*"] } } }',
      'deploy/tsconfig.json': '{ "extends": ["../base"] }',
      'deploy/lib/two.ts': 'export const two = 2\n',
      'deploy/configs/index.ts': moduleWith(
        "import { two } from '#own/two'\nimport { two as again } from 'deploy/lib/two'\nconst value = two + again",
      ),
    })
    await expectValue(join(root, 'deploy'), 4)
  })

  it('changes the key with what it leads to', async () => {
    const root = repository({ ...files, 'deploy/absent/two.ts': 'export const two = 3' })
    const directory = join(root, 'deploy')
    const [before, types] = [
      await inputsHash(directory, ''),
      typeInputsKey(await typeInputs(directory, ''), ''),
    ]
    writeFileSync(join(directory, 'tsconfig.json'), tsconfig.replace('"./absent/*", ', ''))
    expect((await inputsHash(directory, '')).key).not.toBe(before.key)
    expect(typeInputsKey(await typeInputs(directory, ''), '')).not.toBe(types)
  })

  it('may begin with any letter, and what it leads to is among the sources', async () => {
    const directory = workspaceFolder({
      'tsconfig.json': '{ "compilerOptions": { "paths": { "%/*": ["./lib/*"], "!two": ["./lib/two"] } } }',
      'lib/one.ts': 'export const one = 1\n',
      'lib/two.ts': 'export const two = 2\n',
      'configs/index.ts': moduleWith(
        "import { one } from '%/one'\nimport { two } from '!two'\nconst value = [one, two]",
      ),
    })
    const { sources } = await expectValue(directory, [1, 2])
    expect(sources.map(({ file }) => file)).toEqual([
      'configs/index.ts',
      'lib/one.ts',
      'lib/two.ts',
      'tsconfig.json',
    ])
  })

  it('is not read over a link that leads out', async () => {
    const root = repository(
      {
        'deploy/tsconfig.json': '{ "extends": "./link/tsconfig.json" }',
        '../outside/tsconfig.json': '{ "compilerOptions": { "paths": { "x": ["./marker-outside"] } } }',
        'deploy/configs/index.ts': moduleWith("import { secret as value } from 'x'"),
      },
      { 'deploy/link': '../../outside' },
    )
    await expectRefused(join(root, 'deploy'), {
      message: expect.stringMatching(/"x" is a package that no package\.json/) as never,
    })
  })

  it.each<[string, string, DiagnosticCode, RegExp, string?]>([
    [
      'that leads out of the repository',
      '"x": ["../../outside/secret"]',
      'import-outside-workspace',
      /outside the repository/,
    ],
    [
      'whose star leads out of the repository',
      '"x*": ["./lib*"]',
      'import-outside-workspace',
      /outside the repository/,
      'x/../../../outside/secret',
    ],
    ['to nothing', '"x": ["./nothing"]', 'module-not-found', /"x" is not there: no nothing/],
  ])('%s is refused at its import', async (_, paths, code, message, specifier = 'x') => {
    const root = repository({
      'deploy/tsconfig.json': `{ "compilerOptions": { "paths": { ${paths} } } }`,
      'deploy/configs/index.ts': moduleWith(`import { secret as value } from '${specifier}'`),
    })
    await expectRefused(join(root, 'deploy'), {
      code,
      message: expect.stringMatching(message) as never,
      at: expect.objectContaining({ file: 'configs/index.ts', line: 1, column: 33 }) as never,
    })
  })
})

it('a name of package.json leads to types of its own, which are inputs of the type check', async () => {
  const manifest = (types: string): string =>
    `{ "imports": { "#x": { "types": "${types}", "import": "./x.js" } } }`
  const directory = workspaceFolder({
    'package.json': manifest('./x.d.ts'),
    'x.js': 'export const value = 1\n',
    'x.d.ts': 'export declare const value: 1\n',
    'configs/index.ts': moduleWith("import { value } from '#x'"),
  })
  await expectValue(directory, 1)
  await expectKeyOfTypes(directory, 'x.d.ts', 'export declare const value: number')
  await expectKeyOfTypes(directory, 'package.json', manifest('#x'))
})

it('a real package, with its types, is evaluated', async () => {
  const installed = join(import.meta.dirname, '../../node_modules/mri')
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string }
  const directory = workspaceFolder({
    'package.json': JSON.stringify({ dependencies: { mri: version } }),
    'configs/index.ts': moduleWith("import mri from 'mri'\nconst value = mri(['--port', '80', 'x'])"),
  })
  cpSync(installed, join(directory, 'node_modules/mri'), { recursive: true })
  expect(existsSync(join(directory, 'node_modules/mri/package.json'))).toBe(true)
  await expectValue(directory, { _: ['x'], port: 80 })
})
