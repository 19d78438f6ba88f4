import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { typeCheck, typeInputs, typeInputsKey } from '../../src/load/index.ts'
import { openReferences } from '../../src/load/types/known-references.ts'
import { sha256 } from '../../src/model/index.ts'
import { moduleWith, workspaceFolder } from './workspace-folder.ts'

const entry = moduleWith('const value = { port: 1 }')

/** A workspace in a folder, with a file beside the workspace that holds a marker. */
function sceneOf(files: Readonly<Record<string, string>>): string {
  const around = workspaceFolder({
    'outside.ts': "export type Outside = 'marker-outside'\nexport const outside = 'marker-outside'",
    'outside.d.ts': "declare const outside: 'marker-outside'",
    'outside.json': '{ "marker-outside": 1 }',
    'node_modules/stranger/index.d.ts': "export type Outside = 'marker-outside'",
  })
  const directory = join(around, 'workspace')
  for (const [name, text] of Object.entries({ 'configs/index.ts': entry, ...files })) {
    mkdirSync(join(directory, name, '..'), { recursive: true })
    writeFileSync(join(directory, name), text.replaceAll('AROUND', around))
  }
  return directory
}

/** Each makes the compiler read the marker, or would where it was not refused; the error shows it. */
const attempts: readonly [string, string][] = [
  ['an import of types', "import type { Outside } from '../../outside'\nexport const a: Outside = 1"],
  ['an import of a value', "import { outside } from '../../outside'\nexport const a: 1 = outside"],
  ['an absolute path', "import type { Outside } from 'AROUND/outside'\nexport const a: Outside = 1"],
  ['a type import', "export const a: import('../../outside').Outside = 1"],
  ['typeof of a type import', "export const a: typeof import('../../outside.json') = 1"],
  [
    'a reference to a path',
    '/// <reference path="../../outside.d.ts" />\nexport const a: typeof outside = 1',
  ],
  [
    'a reference in single quotes',
    "/// <reference path='../../outside.d.ts'/>\nexport const a: typeof outside = 1",
  ],
  ['a reference to a package', '/// <reference types="stranger" />\nexport const a = 1'],
  ['JSON', "import data from '../../outside.json'\nexport const a: 1 = data"],
  ['an exported type', "export type { Outside } from '../../outside'"],
  ['all exports', "export * from '../../outside'"],
  ['import with require', "import outside = require('../../outside')\nexport const a: 1 = outside"],
  ['a package above', "import type { Outside } from 'stranger'\nexport const a: Outside = 1"],
  ['an import that waits', "export const a = () => import('../../outside')"],
  ['an import in a template', 'export const a = () => import(`../../outside`)'],
  ['an augmentation', "import 'appia'\ndeclare module '../../outside' { export type Outside = 1 }"],
  ['a name of package.json', "import type { Outside } from '#outside'\nexport const a: Outside = 1"],
  ['a folder with a package.json', "import type { Outside } from './folder'\nexport const a: Outside = 1"],
  ['a link to a file', "import type { Outside } from './link'\nexport const a: Outside = 1"],
  ['a link to a folder', "import type { Outside } from './links/outside'\nexport const a: Outside = 1"],
  ['a dot folder', "import type { A } from '../.hidden/a'\nexport const a: A = 2"],
  ['a dot file', "import data from './.hidden.json'\nexport const a: 2 = data"],
  ['a file of types that goes on', "import type { A } from './types'\nexport const a: A = 2"],
  ['a JavaScript name with types beside it', "import type { A } from './typed.js'\nexport const a: A = 2"],
]

const beside = {
  'package.json': '{ "imports": { "#outside": "./../outside.ts" }, "type": "module" }',
  'configs/folder/package.json': '{ "types": "../../../outside.ts" }',
  '.hidden/a.ts': "export type A = 'marker-outside'",
  'configs/.hidden.json': '{ "marker-outside": 1 }',
  'configs/types.d.ts': "export { Outside as A } from '../../outside'",
  'configs/typed.d.ts': "export { Outside as A } from '../../outside'",
}

describe('a type check does not leave the workspace', () => {
  it.each(attempts)('%s is refused, and nothing of it shown', async (title, text) => {
    const files = Object.entries(beside).filter(([name]) => isOf(title, name))
    const directory = sceneOf({ 'configs/a.ts': text, ...Object.fromEntries(files) })
    symlinkSync('../../outside.ts', join(directory, 'configs/link.ts'))
    symlinkSync('../..', join(directory, 'configs/links'))
    const found = await typeCheck(await typeInputs(directory, '1'))
    expect(JSON.stringify(found)).not.toContain('marker-outside')
    expect(found.map(({ code }) => code)).toContain('import-outside-workspace')
    expect(found.every(({ at }) => at?.file.startsWith('configs/'))).toBe(true)
    // its references are known by now
    expect(await typeCheck(await typeInputs(directory, '1'))).toEqual(found)
  })

  it('what a known reference leads to is looked at in each run', async () => {
    const directory = sceneOf({
      'configs/a.ts': "import type { Port } from '../shared/types'\nexport const a: Port = 1",
      'shared/types.d.ts': 'export type Port = 1',
    })
    expect((await typeInputs(directory, '1')).diagnostics).toEqual([])
    rmSync(join(directory, 'shared/types.d.ts'))
    symlinkSync('../../outside.d.ts', join(directory, 'shared/types.d.ts'))
    expect((await typeInputs(directory, '1')).diagnostics).toMatchObject([
      { code: 'import-outside-workspace', at: { file: 'configs/a.ts', line: 1 } },
    ])
  })

  it('references are known by what a source says, and to the build that parsed them', async () => {
    const directory = sceneOf({ 'configs/a.ts': "import './b.ts'", 'configs/b.ts': '' })
    await typeInputs(directory, '1')
    const root = realpathSync(directory)
    const { known } = await openReferences(root, '1')
    const hash = sha256("import './b.ts'")
    expect(known.get(`ts ${hash}`)).toMatchObject([{ kind: 'import', name: './b.ts' }])
    expect((await openReferences(root, '2')).known.size).toBe(0)
    writeFileSync(join(directory, 'configs/a.ts'), '')
    await typeInputs(directory, '1')
    expect((await openReferences(root, '1')).known.has(`ts ${hash}`)).toBe(false)
  })

  it('a module that cannot be parsed is told, and nothing compiled', async () => {
    const directory = sceneOf({
      'configs/a.ts': "import type { A } from '../../outside'\nexport const a: = (",
    })
    const found = await typeCheck(await typeInputs(directory, '1'))
    expect(found.map(({ code }) => code)).toContain('syntax-error')
    expect(JSON.stringify(found)).not.toContain('marker-outside')
  })

  it('a workspace that stays inside is checked as ever', async () => {
    const directory = sceneOf({
      'shared/types.d.ts': 'export type Port = 1 | 2',
      'shared/data.json': '{ "port": 1 }',
      'configs/ambient.d.ts': "declare module '*.txt' { const text: string; export default text }",
      'configs/a.ts': `import type { Port } from '../shared/types'
import data from '../shared/data.json'
export const ok: number = data.port
export const wrong: Port = 3`,
    })
    expect(await typeCheck(await typeInputs(directory, '1'))).toMatchObject([
      { code: 'type-error', at: { file: 'configs/a.ts', line: 4 } },
    ])
  })

  it('writes nothing into the workspace', async () => {
    const { readdirSync } = await import('node:fs')
    const directory = sceneOf({})
    const before = readdirSync(directory, { recursive: true })
    expect(await typeCheck(await typeInputs(directory, '1'))).toEqual([])
    expect(readdirSync(directory, { recursive: true })).toEqual(before)
  })

  it.each([
    ['of types beside configs/', 'shared/types.d.ts'],
    ['named in a reference without a dot', 'configs/types/ambient.d.ts'],
    ['JSON', 'shared/data.json'],
  ])('its key changes with a file %s', async (_, file) => {
    const directory = sceneOf({
      'shared/types.d.ts': 'export type Port = 1 | 2',
      'shared/data.json': '{ "port": 1 }',
      'configs/types/ambient.d.ts': 'declare const ambient: 1',
      'configs/a.ts': `/// <reference path="types/ambient.d.ts" />
import type { Port } from '../shared/types'
import data from '../shared/data.json'
export const ok: Port = 1, port = data.port, b = ambient`,
    })
    const inputs = await typeInputs(directory, '1')
    expect(inputs.files.map((source) => source.file)).toContain(file)
    writeFileSync(join(directory, file), file.endsWith('.json') ? '{ "port": 2 }' : 'export {}')
    const changed = await typeInputs(directory, '1')
    expect(typeInputsKey(changed, '1')).not.toBe(typeInputsKey(inputs, '1'))
  })
})

/** Which of the files beside an attempt needs. */
function isOf(title: string, name: string): boolean {
  if (title.includes('package.json')) return name.endsWith('package.json')
  if (title.includes('dot')) return name.includes('.hidden')
  return title.includes('types') && name.endsWith('.d.ts')
}
