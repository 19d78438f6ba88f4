import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readModules } from '../../src/load/bundle/read-modules.ts'
import { inputsHash } from '../../src/load/index.ts'
import { createResolver } from '../../src/load/resolve/index.ts'
import { createSiteTable } from '../../src/load/sites.ts'
import { moduleWith, workspaceFolder } from './workspace-folder.ts'

/** Names that a reader of text could take for something else. */
const segment = fc.constantFrom(
  'a',
  "it's",
  'say "x"',
  'a b',
  '(c)',
  "'",
  '"',
  'é',
  'x.y',
  ';import',
  '//',
  '`',
)
const names = fc.array(
  segment.map((each) => each.replaceAll('/', '')).filter((each) => each !== ''),
  { minLength: 1, maxLength: 2 },
)

/** A module, how it is imported, and what stands before the import. */
const module = fc.record({
  names,
  isAbsolute: fc.boolean(),
  isIndex: fc.boolean(),
  noise: fc.constantFrom(
    '',
    "void ('/') // it's\n",
    'void ("./" + \'"\')\n',
    "/* '../ */",
    "`'./`;",
    "'.'/1\n",
  ),
})

it('every module of a bundle is among the inputs, however it is named', async () => {
  let imported = 0
  await fc.assert(
    fc.asyncProperty(fc.array(module, { minLength: 1, maxLength: 4 }), async (modules) => {
      const directory = workspaceFolder({})
      const texts = modules.map((each, index) => {
        const path = join('beside', ...each.names, each.isIndex ? 'index.ts' : `m${index}.ts`)
        mkdirSync(join(directory, dirname(path)), { recursive: true })
        writeFileSync(join(directory, path), `export const v${index} = 1`)
        const target = each.isIndex ? dirname(path) : path
        const specifier = each.isAbsolute ? join(directory, target) : `../${target}`
        const quote = specifier.includes("'") ? '"' : "'"
        if (specifier.includes("'") && specifier.includes('"')) return ''
        return `${each.noise}\nimport { v${index} } from ${quote}${specifier}${quote}; v${index}\n`
      })
      mkdirSync(join(directory, 'configs'))
      writeFileSync(
        join(directory, 'configs/index.ts'),
        moduleWith(`${texts.join('')}const value = { port: 1 }`),
      )
      const found = await readModules(
        createResolver(realpathSync(directory)),
        join(realpathSync(directory), 'configs/index.ts'),
        createSiteTable(),
      )
      expect(found.flatMap(({ diagnostics }) => diagnostics)).toEqual([])
      const read = found.map(({ file }) => file)
      const { sources } = await inputsHash(directory, '')
      imported += read.length - 1
      expect(sources.map(({ file }) => file)).toEqual(expect.arrayContaining(read))
    }),
    { numRuns: 100 },
  )
  expect(imported).toBeGreaterThan(100)
})
