import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nativeHeaders } from '../../../src/app/workspace/native-headers.ts'
import type { generateCpp } from '../../../src/codegen/index.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { compare, draw } from './compare.ts'
import { compile, precompile } from './compile.ts'
import { judgeText } from './judge.ts'
import { demoSchema } from './schemas.ts'

const root = join(import.meta.dirname, '../../..')

/** Faults that somebody could make in the generator: a file, what stands there, and what would. */
const mutants: readonly (readonly [name: string, file: string, right: string, wrong: string])[] = [
  ['drops a bound', 'cpp-rules.ts', "['maximum', 'maximum'],", ''],
  ['takes a bound for an excluded one', 'cpp-rules.ts', "['minimum', 'minimum']", "['minimum', 'above']"],
  [
    'swaps the texts of an enumeration',
    'cpp-structs.ts',
    'names.map(([text, identifier]) => `    case',
    'names.map(([, identifier], at) => [names[names.length - 1 - at]?.[0] ?? "", identifier] as const).map(([text, identifier]) => `    case',
  ],
  [
    'skips the check of unknown keys',
    'cpp-rules.ts',
    'others: others === undefined ? anything',
    'others: true ? anything',
  ],
  ['forgets what is required', 'cpp-rules.ts', 'isRequired: required.includes(name)', 'isRequired: false'],
  ['takes a number for an integer', 'cpp-rules.ts', 'integer: 4', 'integer: 8'],
  ['swaps shortest and longest', 'cpp-rules.ts', "'minLength', 'shortest'", "'minLength', 'longest'"],
  [
    'forgets that a class excludes',
    'cpp-pattern.ts',
    'element.negate ? complement(inner) : joined(inner)',
    'joined(inner)',
  ],
  ['repeats once too little', 'cpp-pattern.ts', 'count < max;', 'count < max - 1;'],
  ['drops multipleOf', 'cpp-rules.ts', "['multipleOf', 'multiple'],", ''],
  ['drops uniqueItems', 'cpp-rules.ts', 'node.uniqueItems === true', 'node.uniqueItems === false'],
  [
    'loses defaults',
    'cpp-structs.ts',
    'initializer(member.shape, member.default, context)',
    'initializer(member.shape, undefined, context)',
  ],
  ['swaps then and else', 'cpp-rules.ts', "part('then'), part('else')", "part('else'), part('then')"],
  ['drops what goes with a key', 'cpp-rules.ts', "check: 'also_required'", "check: 'done'"],
  ['loses null', 'cpp-structs.ts', "'visit.always'", "'visit'"],
  [
    'takes too narrow an integer',
    'cpp-types.ts',
    'const values = 2 ** (isSigned ? width - 1 : width)',
    'const values = 2 ** (isSigned ? width : width + 8)',
  ],
]

/** Which name stands for which text: documents do not tell. */
const asserts = [
  'static_assert(to_text(appia::demo::Mode::host_only) == "host-only");',
  'static_assert(to_text(appia::demo::Level::off) == "off");',
  '',
].join('\n')

describeGroup('cpp', cppMissing(), 'a generator that', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-mutants-'))
  const schema = demoSchema()
  const questions = draw({ schemas: [schema], count: 1500, seed: 3 })

  let runtimeFlags: readonly string[] = []

  beforeAll(async () => {
    runtimeFlags = await precompile(join(folder, 'runtime'), await nativeHeaders())
    cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  async function generatorWith(file: string, change: (text: string) => string): Promise<typeof generateCpp> {
    const path = join(folder, 'src/codegen', file)
    const text = readFileSync(path, 'utf8')
    const outfile = join(folder, `${file}.${Math.random()}.mjs`)
    writeFileSync(path, change(text))
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

  async function differencesOf(generate: typeof generateCpp): Promise<readonly string[]> {
    const { files } = await generate({ schemas: new Map([[schema.name, schema]]), runtime: new Map() })
    const headers = new Map(files.map(({ path, text }) => [path.replace('generated/cpp/', ''), text]))
    try {
      const main = `${judgeText([schema], headers)}${asserts}`
      const sources = new Map([...headers, ['main.cpp', main]])
      const flags = ['-std=c++17', ...runtimeFlags]
      const program = await compile({ sources, compiler: 'clang++', flags, folder: join(folder, 'programs') })
      return (await compare(program, [schema], questions)).differences
    } catch (error) {
      // That it does not compile, or dies, is a difference too.
      return [String(error)]
    }
  }

  it('is right differs nowhere', async () => {
    expect(await differencesOf(await generatorWith('index.ts', (text) => text))).toEqual([])
  }, 600_000)

  it.each(mutants)(
    '%s is found',
    async (_, file, right, wrong) => {
      const generate = await generatorWith(file, (text) => {
        expect(text).toContain(right)
        return text.replace(right, () => wrong)
      })
      expect((await differencesOf(generate)).length).toBeGreaterThan(0)
    },
    600_000,
  )
})
