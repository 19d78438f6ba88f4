import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bundleOf } from '../../src/load/load-workspace.ts'
import { workspaceFolder } from './workspace-folder.ts'

/** Texts of each file: what an edit makes of it. */
const texts: Readonly<Record<string, readonly string[]>> = {
  'configs/index.ts': [
    "import { a } from './a.ts'\nimport b from './b.json'\nexport default [a, b]",
    "import b from './b.json'\nimport { a } from './a.ts'\nexport default [a, b]",
    "import { a } from './a.ts'\nexport default [a]",
  ],
  'configs/a.ts': [
    "import { c } from './c.ts'\nexport const a = { port: 1, c }",
    "import { c } from './c.ts'\nexport const a = { port: 2, c }",
    "import { c } from './c.ts'\nexport const a = { port: 1, host: 'x', c }",
    'export const a = {',
  ],
  'configs/b.json': ['{"x": 1}', '{"x": 2}', '{"x": 1, "y": [true]}', '{'],
  'configs/c.ts': [
    'export const c: number = 3',
    'export const c = [1, 2].length',
    "export { c } from './missing.ts'",
  ],
}
const files = Object.keys(texts)
const textAt = (file: string, index: number): string =>
  texts[file]?.[index % (texts[file]?.length ?? 1)] ?? ''

const edits = fc.array(fc.tuple(fc.constantFrom(...files), fc.nat(3)), { minLength: 1, maxLength: 6 })

it('a module that has not changed is not made again, and the bundle is the same as if it had been', async () => {
  const other = workspaceFolder({ 'configs/index.ts': 'export default 1' })
  const shown = async (directory: string) => {
    const { script, table, diagnostics } = await bundleOf(directory)
    return { script, sites: table.sites, diagnostics }
  }
  await fc.assert(
    fc.asyncProperty(edits, async (made) => {
      const directory = workspaceFolder(Object.fromEntries(files.map((file) => [file, textAt(file, 0)])))
      await bundleOf(directory)
      for (const [file, index] of made) {
        writeFileSync(join(directory, file), textAt(file, index))
        const again = await shown(directory)
        // What is known is what the last workspace had.
        for (let time = 0; time < 2; time++) await bundleOf(other)
        expect(again).toEqual(await shown(directory))
      }
    }),
    { numRuns: 60 },
  )
})

it('what a module imports may lead elsewhere, though no text has changed', async () => {
  const directory = workspaceFolder({
    'configs/index.ts': "import { value } from './shared'\nexport default value",
    'configs/shared/index.ts': 'export const value = 1',
  })
  const before = await bundleOf(directory)
  writeFileSync(join(directory, 'configs/shared.ts'), 'export const value = 2')
  const after = await bundleOf(directory)
  expect([before, after].map(({ modules }) => modules.map((path) => path.slice(directory.length)))).toEqual([
    ['/configs/index.ts', '/configs/shared/index.ts'],
    ['/configs/index.ts', '/configs/shared.ts'],
  ])
})
