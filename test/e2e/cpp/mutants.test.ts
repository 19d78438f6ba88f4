import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nativeHeaders } from '../../../src/app/generate/native-headers.ts'
import type { generateCpp } from '../../../src/codegen/index.ts'
import type { JsonObject } from '../../../src/model/index.ts'
import type { Schema } from '../../../src/schema/index.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { compare, draw } from './compare.ts'
import { compile } from './compile.ts'
import { judgeAll, judgeText } from './judge.ts'
import { demoDocuments, demoSchema } from './schemas.ts'

const root = join(import.meta.dirname, '../../..')

/** Faults that somebody could make in the generator: a file, what stands there, and what would. */
const mutants: readonly (readonly [name: string, file: string, right: string, wrong: string])[] = [
  ['drops a bound', 'cpp/rules.ts', "['maximum', 'maximum'],", ''],
  ['takes a bound for an excluded one', 'cpp/rules.ts', "['minimum', 'minimum']", "['minimum', 'above']"],
  [
    'swaps the texts of an enumeration',
    'cpp/structs.ts',
    'names.map(([text, identifier]) => `    case',
    'names.map(([, identifier], at) => [names[names.length - 1 - at]?.[0] ?? "", identifier] as const).map(([text, identifier]) => `    case',
  ],
  [
    'skips the check of unknown keys',
    'cpp/rules.ts',
    'others: others === undefined ? anything',
    'others: true ? anything',
  ],
  ['forgets what is required', 'cpp/rules.ts', 'isRequired: required.includes(name)', 'isRequired: false'],
  ['takes a number for an integer', 'cpp/rules.ts', 'integer: 4', 'integer: 8'],
  ['swaps shortest and longest', 'cpp/rules.ts', "'minLength', 'shortest'", "'minLength', 'longest'"],
  [
    'forgets that a class excludes',
    '../schema/patterns/compile-pattern.ts',
    'element.negate ? complement(inner) : joined(inner)',
    'joined(inner)',
  ],
  ['repeats once too little', '../schema/patterns/compile-pattern.ts', 'count < max;', 'count < max - 1;'],
  ['drops multipleOf', 'cpp/rules.ts', "['multipleOf', 'multiple'],", ''],
  ['drops uniqueItems', 'cpp/rules.ts', 'node.uniqueItems === true', 'node.uniqueItems === false'],
  [
    'loses defaults',
    'cpp/structs.ts',
    'initializer(member.shape, member.default, context)',
    'initializer(member.shape, undefined, context)',
  ],
  ['swaps then and else', 'cpp/rules.ts', "part('then'), part('else')", "part('else'), part('then')"],
  ['drops what goes with a key', 'cpp/rules.ts', "check: 'also_required'", "check: 'done'"],
  ['loses null', 'cpp/structs.ts', "'visit.always'", "'visit'"],
  [
    'takes too narrow an integer',
    'cpp/types.ts',
    'const values = 2 ** (isSigned ? width - 1 : width)',
    'const values = 2 ** (isSigned ? width : width + 8)',
  ],
]

/** The demo schema under another name: all mutants are compiled into one program. */
function namedAfter(index: number): Schema {
  return { ...demoSchema(), name: `demo_${index}` }
}

describeGroup('cpp', cppMissing(), 'a generator that', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-mutants-'))
  const all = [...mutants, ['is right', 'index.ts', '', ''] as const]
  const drawn = [
    ...draw({ schemas: [demoSchema()], known: new Map([['demo', demoDocuments()]]), count: 1200, seed: 3 }),
    // Rarely met by chance.
    { text: JSON.stringify({ ...(demoDocuments()[1] as JsonObject), ratio: 0.075 }) },
  ]
  let program = ''

  beforeAll(async () => {
    cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const headers = new Map(await nativeHeaders())
    for (const [index, mutant] of all.entries()) {
      const generate = await generatorOf(mutant)
      const schema = namedAfter(index)
      const { files } = await generate({ schemas: new Map([[schema.name, schema]]), runtime: new Map() })
      for (const { path, text } of files) headers.set(path.replace('generated/cpp/', ''), text)
    }
    const schemas = all.map((_, index) => namedAfter(index))
    // Which name stands for which text, documents do not tell.
    const names = schemas.map(
      ({ name }) =>
        `if (name == "${name}!") std::cout << R"({"pointers":[")" << to_text(appia::${name}::Mode::host_only) << "\\"]}\\n";`,
    )
    const sources = new Map([...headers, ['main.cpp', judgeText(schemas, headers, names)]])
    program = await compile({
      sources,
      compiler: 'clang++',
      flags: ['-std=c++17'],
      folder: join(folder, 'programs'),
    })
  }, 900_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  async function generatorOf([, file, right, wrong]: (typeof all)[number]): Promise<typeof generateCpp> {
    const path = join(folder, 'src/codegen', file)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(right)
    const outfile = join(folder, `${mutants.length}-${Math.random()}.mjs`)
    writeFileSync(
      path,
      text.replace(right, () => wrong),
    )
    try {
      const entryPoints = [join(folder, 'src/codegen/index.ts')]
      await build({
        entryPoints,
        outfile,
        bundle: true,
        format: 'esm',
        platform: 'node',
        packages: 'external',
      })
    } finally {
      writeFileSync(path, text)
    }
    return ((await import(pathToFileURL(outfile).href)) as { generateCpp: typeof generateCpp }).generateCpp
  }

  async function differencesOf(index: number): Promise<readonly string[]> {
    const schema = namedAfter(index)
    const questions = drawn.map(({ text }) => ({ schema: schema.name, text }))
    const { differences } = await compare(program, [schema], questions)
    const [name] = await judgeAll(program, [{ schema: `${schema.name}!`, text: '' }])
    return name?.pointers[0] === 'host-only' ? differences : [...differences, 'another name']
  }

  it('is right differs nowhere', async () => {
    expect(await differencesOf(all.length - 1)).toEqual([])
  }, 300_000)

  it.each(mutants.map(([name], index) => [name, index] as const))(
    '%s is found',
    async (_, index) => {
      // That the program dies is a difference too.
      const differences = await differencesOf(index).catch((error: Error) => [error.message])
      expect(differences.length).toBeGreaterThan(0)
    },
    300_000,
  )
})
